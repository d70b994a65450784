/** The fault `wrong-length`: a content-length that is not the body's. */
import type { Reply } from '../../reply.ts';
import { defineFault } from '../fault.ts';
import { bodyOf } from '../split-events.ts';
import { withBody } from '../split-frames.ts';

export const wrongLength = defineFault({
  name: 'wrong-length',
  explain:
    'Announces more bytes than come, so that the connection ends before the body does, or fewer, so that clients cut the body off. Its headers leave with the first bytes.',
  options: {
    is: { type: 'name', names: ['longer', 'shorter'], default: 'longer', describe: 'how the length differs' },
    by: { type: 'count', default: 10, describe: 'by how many bytes' },
  },
  example: 'wrong-length(is=longer)',
  apply(reply, { is, by }): Reply {
    const last = reply.frames.at(-1);
    if (reply.opening === 'never' || (last && 'cut' in last)) return reply;
    const length = bodyOf(reply).length;
    const told = is === 'longer' ? length + by : Math.max(0, length - by);
    if (told === length) return reply;
    // Either way the connection cannot be used again: a client waits for what is missing, or takes the rest for the next reply.
    const spoiled = withBody(reply, [...reply.frames, { wait: 0, cut: 'end' }]);
    return { ...spoiled, headers: { ...spoiled.headers, 'content-length': String(told) }, opening: 'held' };
  },
});
