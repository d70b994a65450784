/** The events of a reply: where each begins and ends in the body, however the body is cut into frames. */
import type { Frame, Reply } from '../reply.ts';
import { seamed } from './split-frames.ts';

/** An event's place in the body, in bytes. Comments between two events stand before the second one. */
export interface EventSpan {
  start: number;
  end: number;
}

const LF = 10;
const CR = 13;
const COLON = 58;

export function isStream({ headers }: Reply): boolean {
  return headers['content-type']?.startsWith('text/event-stream') ?? false;
}

/**
 * Where the events of a reply stand. A body that is no event stream is one event. In a stream, as clients read it, an event is lines
 * of which one at least is no comment, ended by an empty line; lines end with LF, CR or both, and what no empty line ends is no event.
 */
export function eventsIn(reply: Reply): EventSpan[] {
  if (!isStream(reply)) return [{ start: 0, end: sent(reply.frames).reduce((sum, { length }) => sum + length, 0) }];
  const ends: number[] = [];
  let offset = 0;
  let line = 0;
  let told = false;
  let afterCr = false;
  for (const bytes of sent(reply.frames)) {
    for (const byte of bytes) {
      const paired = byte === LF && afterCr;
      afterCr = byte === CR;
      if (paired) {
        if (ends.at(-1) === offset) ends[ends.length - 1] = offset + 1;
      } else if (byte === LF || byte === CR) {
        if (line === 0 && told) ends.push(offset + 1);
        if (line === 0) told = false;
        line = 0;
      } else {
        if (line === 0 && byte !== COLON) told = true;
        line++;
      }
      offset++;
    }
  }
  return ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end }));
}

/** The frames with a seam after each event, so that none holds more than one. Pauses inside an event stay where they are. */
export function splitEvents(reply: Reply): Frame[] {
  return seamed(
    reply.frames,
    eventsIn(reply).map(({ end }) => end),
  );
}

/** The whole body in one piece, for faults that read what it says. */
export function bodyOf({ frames }: Reply): Buffer {
  return Buffer.concat(sent(frames));
}

/** The bytes of each frame that leaves. */
function sent(frames: readonly Frame[]): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (const frame of frames) {
    if ('cut' in frame) break;
    out.push(typeof frame.bytes === 'string' ? Buffer.from(frame.bytes) : frame.bytes);
  }
  return out;
}
