/** The fault `slice`: bytes that come a few at a time. */
import type { Reply } from '../../reply.ts';
import { defineFault } from '../fault.ts';
import { bodyOf } from '../split-events.ts';
import { seamed } from '../split-frames.ts';

/** What lies behind so many slices comes whole: a frame takes a hundred bytes of memory, and may hold one. */
const MOST_SLICES = 20_000;

export const slice = defineFault({
  name: 'slice',
  explain: `Sends the body in slices of so many bytes, each in a packet of its own as far as TCP allows, whatever they cut in two. After ${MOST_SLICES} slices the rest leaves as it is.`,
  options: { bytes: { type: 'count', default: 1, describe: 'how many bytes leave at a time; 0 is one' } },
  example: 'slice(bytes=7)',
  apply(reply, { bytes }): Reply {
    const size = Math.max(1, bytes);
    const count = Math.min(MOST_SLICES, Math.ceil(bodyOf(reply).length / size) - 1);
    if (count < 1) return reply;
    const seams = Array.from({ length: count }, (_, index) => (index + 1) * size);
    return { ...reply, frames: seamed(reply.frames, seams), apart: true };
  },
});
