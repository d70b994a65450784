/** The text of an event stream, taken apart: events with the places of their data, and the lines beside. */
import { asIs, joined, type Stretch } from './stretch.ts';

export interface StreamPart {
  /** As it stands in the body, with the line ends. */
  start: number;
  end: number;
  /** Undefined for comments, and what has no data. */
  data: Stretch | undefined;
  /** Lines that are no data. */
  beside: Stretch[];
}

/** The parts between blank lines. The last may be broken off. */
export function streamParts(body: string): StreamPart[] {
  const parts: StreamPart[] = [];
  let lines: Stretch[] = [];
  let beside: Stretch[] = [];
  let start = 0;
  const close = (end: number): void => {
    if (lines.length + beside.length > 0)
      parts.push({ start, end, data: lines.length > 0 ? joined(lines, '\n') : undefined, beside });
    [lines, beside, start] = [[], [], end];
  };
  for (const { index, 0: line } of body.matchAll(/[^\r\n]*(?:\r\n|[\r\n]|$)/g)) {
    const end = index + line.replace(/[\r\n]+$/, '').length;
    const from = index === 0 && line.startsWith('\ufeff') ? 1 : index;
    if (end === from) close(index + line.length);
    else if (body.startsWith('data:', from)) lines.push(asIs(body, from + (body[from + 5] === ' ' ? 6 : 5), end));
    else beside.push(asIs(body, from, end));
  }
  close(body.length);
  return parts;
}
