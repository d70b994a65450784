/** Frames taken apart at byte positions of the body. What is given is never changed, and what is not cut is shared. */
import type { Frame, Reply } from '../reply.ts';

type Piece = Extract<Frame, { bytes: unknown }>;

/** How many bytes of the body a frame holds. */
export function sizeOf(frame: Frame): number {
  return 'bytes' in frame ? Buffer.byteLength(frame.bytes) : 0;
}

/** Frames with a seam at each position (bytes from the body's start, ascending). Nothing follows a cut, so what stands there is left out. */
export function seamed(frames: readonly Frame[], positions: readonly number[]): Frame[] {
  const out: Frame[] = [];
  let start = 0;
  let next = 0;
  for (const frame of frames) {
    if ('cut' in frame) return [...out, frame];
    const end = start + Buffer.byteLength(frame.bytes);
    const inside: number[] = [];
    for (; next < positions.length && positions[next]! < end; next++) {
      if (positions[next]! > start) inside.push(positions[next]! - start);
    }
    if (inside.length === 0) out.push(frame);
    else for (const piece of pieces(frame, inside)) out.push(piece);
    start = end;
  }
  return out;
}

/** What leaves before a position, and what after it. A cut stands after every position; pauses without bytes stand before theirs. */
export function splitAt(frames: readonly Frame[], position: number): [before: Frame[], after: Frame[]] {
  const all = seamed(frames, [position]);
  let size = 0;
  let count = 0;
  for (const frame of all) {
    if ('cut' in frame) break;
    size += Buffer.byteLength(frame.bytes);
    if (size > position) break;
    count++;
  }
  return [all.slice(0, count), all.slice(count)];
}

/** The reply with another body: a length that was announced for the old one would lie. */
export function withBody(reply: Reply, frames: readonly Frame[]): Reply {
  const headers = Object.entries(reply.headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  return { ...reply, headers: Object.fromEntries(headers), frames };
}

/** Silence for so many milliseconds, as a frame of its own: it stays when a later fault takes away what follows it. */
export function pause(wait: number): Frame {
  return { wait, bytes: '' };
}

/** A frame in pieces, of which the first keeps the wait. Text stays text, unless a seam runs through a character. */
function pieces({ wait, bytes }: Piece, seams: readonly number[]): Piece[] {
  const whole = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  const through = (at: number): boolean => at < whole.length && (whole[at]! & 0xc0) === 0x80;
  const ends = [...seams, whole.length];
  return ends.map((end, index) => {
    const start = seams[index - 1] ?? 0;
    const piece = whole.subarray(start, end);
    const text = typeof bytes === 'string' && !through(start) && !through(end);
    return { wait: index === 0 ? wait : 0, bytes: text ? piece.toString() : piece };
  });
}
