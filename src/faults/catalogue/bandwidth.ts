/** The fault `bandwidth`: a thin line. */
import type { Reply } from '../../reply.ts';
import { defineFault } from '../fault.ts';
import { bodyOf } from '../split-events.ts';
import { seamed, sizeOf } from '../split-frames.ts';

/** How many pieces leave in a second, and at most. */
const PER_SECOND = 50;
const MOST_PIECES = 20_000;

export const bandwidth = defineFault({
  name: 'bandwidth',
  explain: `Sends the body at so many bytes a second, in ${PER_SECOND} pieces a second, whatever they cut in two; what is paced more slowly stays so.`,
  options: { rate: { type: 'count', default: 10_000, describe: 'bytes per second; 0 is one' } },
  example: 'bandwidth(rate=5000)',
  apply(reply, { rate }): Reply {
    const total = bodyOf(reply).length;
    const perSecond = Math.max(1, rate);
    const size = Math.max(1, Math.round(perSecond / PER_SECOND), Math.ceil(total / MOST_PIECES));
    const seams = Array.from({ length: Math.ceil(total / size) }, (_, index) => (index + 1) * size);
    let due = 0;
    /** When the line has carried all that went before. */
    let free = 0;
    const frames = seamed(reply.frames, seams).map((frame) => {
      due += frame.wait;
      const before = free;
      free = Math.max(due, free) + (sizeOf(frame) * 1000) / perSecond;
      return { ...frame, wait: free - before };
    });
    return total === 0 ? reply : { ...reply, frames };
  },
});
