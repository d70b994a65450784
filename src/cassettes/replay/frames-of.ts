/** A recorded reply as frames: the bytes as they were, in the time that was asked for. */
import { isAscii } from 'node:buffer';
import type { Frame } from '../../reply.ts';
import type { Recording } from '../recording.ts';
import { once } from './once.ts';

/**
 * The frames of a reply in its own form. They add up to the recorded body, byte for byte.
 *
 * @param speed 0: all at once. 1: a frame per recorded chunk, at its time, counted from the request. n: n times as fast. Anything that is
 *   no number above 0 counts as 0.
 * @returns for a reply whose end is missing, a reset behind the last byte: the upstream's cut, its silence and a client that left all show
 *   as that. How long a silent upstream was waited for is not recorded, so the reset follows at once. A stream that told of its error itself
 *   ends in order. At speed 0 this is the same array every time.
 * @example framesOf(recording, 1) // [{ wait: 312.4, bytes: 'event: message_start\n…' }, { wait: 18, bytes: '…' }]
 */
export function framesOf(recording: Recording, speed: number): readonly Frame[] {
  if (!(speed > 0)) return instant(recording);
  let before = 0;
  const frames = pieces(recording).map(({ at, bytes }): Frame => {
    const wait = Math.max(0, at - before) / speed;
    before = Math.max(at, before);
    return { wait, bytes };
  });
  return ended(frames, recording);
}

const instant = once((recording): readonly Frame[] => ended([{ wait: 0, bytes: sendable(recording) }], recording));

/** What is ASCII goes out as a string: Node writes that without encoding it, and faster than bytes. */
const sendable = once(({ response: { body } }): string | Buffer => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return isAscii(bytes) ? bytes.toString('latin1') : bytes;
});

/** The body along its chunks. Should they not add up to it, which only a file changed by hand can do, the last piece has what is left. */
const pieces = once((recording): { at: number; bytes: string | Buffer }[] => {
  const { chunks } = recording.response;
  const body = sendable(recording);
  let start = 0;
  const cut = chunks.map(({ at, bytes }, index) => {
    const end = index === chunks.length - 1 ? body.length : start + bytes;
    const piece = typeof body === 'string' ? body.slice(start, end) : body.subarray(start, end);
    start += piece.length;
    return { at, bytes: piece };
  });
  return cut.length > 0 ? cut : [{ at: 0, bytes: body }];
});

function ended(frames: Frame[], { response: { broken } }: Recording): readonly Frame[] {
  const told = frames.filter((frame) => 'cut' in frame || frame.bytes.length > 0);
  if (broken && broken !== 'error event') return [...told, { wait: 0, cut: 'reset' }];
  // A reply without a body still is one frame.
  return told.length > 0 ? told : frames.slice(0, 1);
}
