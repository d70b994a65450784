/** The fault `slow`: a pause before every event. */
import type { Reply } from '../reply.ts';
import { defineFault } from './fault.ts';
import { eventsIn } from './split-events.ts';
import { seamed } from './split-frames.ts';
import { varied } from './varied.ts';

export const slow = defineFault({
  name: 'slow',
  explain:
    'Every event comes later by a pause, on top of the pace that was set. A JSON reply has one pause, before its body.',
  options: {
    per: { type: 'duration', default: 100, describe: 'the pause before each event' },
    jitter: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0,
      describe: 'share by which each pause varies, seeded',
    },
  },
  example: 'slow(per=20ms)',
  apply(reply, { per, jitter }, random): Reply {
    const ends = eventsIn(reply).map(({ end }) => end);
    const starts = new Set([0, ...ends.slice(0, -1)]);
    let offset = 0;
    const frames = seamed(reply.frames, ends).map((frame) => {
      const first = 'bytes' in frame && starts.delete(offset);
      if ('bytes' in frame) offset += Buffer.byteLength(frame.bytes);
      return first ? { ...frame, wait: frame.wait + varied(per, jitter, random) } : frame;
    });
    return { ...reply, frames };
  },
});
