/** The fault `stall`: silence in the middle. */
import { defineFault } from '../fault.ts';
import { pause } from '../split-frames.ts';
import { splitReply } from '../split-reply.ts';

export const stall = defineFault({
  name: 'stall',
  explain:
    'Falls silent in the middle, the connection open, and then goes on as if nothing had been. Past the end of the body it is the end that is held back.',
  options: {
    after: { type: 'place', default: { count: 3, unit: 'events' }, describe: 'what leaves before the silence' },
    for: { type: 'duration', default: 30_000, describe: 'how long the silence lasts' },
  },
  example: 'stall(after=3 events, for=500ms)',
  apply(reply, options) {
    const split = splitReply(reply, options.after);
    if (!split) return reply;
    return { ...split.opened, frames: [...split.before, pause(options.for), ...split.after] };
  },
});
