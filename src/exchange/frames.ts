/** Frames that many replies share: all of them are written once, and those that hold ids are filled for each reply. */
import type { Frame } from '../reply.ts';

export interface SharedFrames {
  frames: readonly Frame[];
  /** Places of the frames in which marks stand, and the marks to be replaced there. */
  holes: readonly number[];
  marks: readonly string[];
}

/** Frames whose texts hold marks where ids belong. */
export function framesWithHoles(frames: readonly Frame[], marks: readonly string[]): SharedFrames {
  const holes = frames.flatMap((frame, index) =>
    'bytes' in frame && typeof frame.bytes === 'string' && holdsOne(frame.bytes, marks) ? [index] : [],
  );
  return { frames, holes, marks };
}

/** The frames with ids in place of the marks. */
export function fillFrames({ frames, holes, marks }: SharedFrames, ids: readonly string[]): Frame[] {
  const filled = frames.slice();
  for (const index of holes) {
    const frame = frames[index]!;
    if (!('bytes' in frame) || typeof frame.bytes !== 'string') continue;
    const bytes = marks.reduce((text, mark, hole) => text.replaceAll(mark, () => ids[hole]!), frame.bytes);
    filled[index] = { wait: frame.wait, bytes };
  }
  return filled;
}

function holdsOne(text: string, marks: readonly string[]): boolean {
  return marks.some((mark) => text.includes(mark));
}
