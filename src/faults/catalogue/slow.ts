/** The fault `slow`: a pause before every event. */
import type { Reply } from '../../reply.ts';
import { defineFault } from '../fault.ts';
import { eventsIn } from '../split-events.ts';
import { seamed, sizeOf } from '../split-frames.ts';
import { splitReply } from '../split-reply.ts';
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
    from: {
      type: 'place',
      default: { count: 0, unit: 'events' },
      describe: 'what leaves before it begins: later places make a slow tail',
    },
  },
  example: 'slow(per=20ms)',
  apply(reply, { per, jitter, from }, random): Reply {
    const split = splitReply(reply, from);
    if (!split) return reply;
    const ends = eventsIn(reply).map(({ end }) => end);
    const begin = split.before.reduce((sum, frame) => sum + sizeOf(frame), 0);
    const starts = new Set([0, ...ends.slice(0, -1)].filter((start) => start >= begin));
    let offset = 0;
    const frames = seamed(reply.frames, ends).map((frame) => {
      const first = 'bytes' in frame && starts.delete(offset);
      offset += sizeOf(frame);
      return first ? { ...frame, wait: frame.wait + varied(per, jitter, random) } : frame;
    });
    return { ...split.opened, frames };
  },
});
