/** What the events of a stream tell: each as its place in the body, its name, and its JSON. */
import type { Reply } from '../reply.ts';
import { bodyOf, type EventSpan, eventsIn, isStream } from './split-events.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface ToldEvent extends EventSpan {
  /** The name of its `event:` line; empty when it has none. */
  name: string;
  /** Its data; nothing when that is no JSON object. */
  value: Json | undefined;
}

/** The events of a stream; of any other reply, none. */
export function toldIn(reply: Reply): ToldEvent[] {
  if (!isStream(reply)) return [];
  const body = bodyOf(reply);
  return eventsIn(reply).map(({ start, end }) => ({ start, end, ...told(body.subarray(start, end).toString()) }));
}

/** The JSON object that a text is; nothing when it is none. */
export function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function told(text: string): Pick<ToldEvent, 'name' | 'value'> {
  let name = '';
  const data: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.startsWith('event:')) name = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5));
  }
  return { name, value: objectIn(data.join('\n')) };
}
