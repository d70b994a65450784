/** The events of a recorded stream, read as leniently as clients read them. */
import type { Recording } from '../recording.ts';
import { isFlat, textOf } from './text-of.ts';

export type Json = Readonly<Record<string, unknown>>;

/** One event of a stream. */
export interface RecordedEvent {
  /** Of its `event:` line; empty when it has none. */
  name: string;
  /** Its `data:` lines, joined. */
  data: string;
  /** The data as JSON object; undefined when it is none. */
  value: Json | undefined;
  /** The line of the body in which it begins, from 1. */
  line: number;
}

/**
 * The events in order, with pings, unknown ones and the sentinel `[DONE]`; without comments. Lines end with LF, CR or both. An event that no
 * blank line ends was broken off and does not count, nor does one without data.
 */
export function eventsOf(recording: Recording): readonly RecordedEvent[] {
  const events: RecordedEvent[] = [];
  let name = '';
  let data: string[] = [];
  let first = 0;
  const lines = textOf(recording).split(/\r\n|\r|\n/);
  // What stands behind the last line end is no line yet.
  for (const [index, line] of lines.slice(0, -1).entries()) {
    if (line === '') {
      const whole = data.join('\n');
      if (whole !== '') events.push({ name, data: whole, value: objectIn(whole), line: first });
      name = '';
      data = [];
      first = 0;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    if (first === 0) first = index + 1;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
  }
  return events;
}

/** Does an event tell of an error? Its name does for the SDKs, its data for everybody else. */
export function tellsError({ name, value }: RecordedEvent): boolean {
  return name === 'error' || value?.['type'] === 'error';
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isFlat(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
