/** The fault `reset`: the connection breaks. */
import { defineFault } from '../fault.ts';
import { isStream } from '../split-events.ts';
import { withBody } from '../split-frames.ts';
import { splitReply } from '../split-reply.ts';

/**
 * Milliseconds between the last bytes and the reset. A reset throws away what has not left yet, and a client that reads both in one go
 * may take it for the end: libuv answers a hang-up after a short read with an end of file.
 */
const SETTLE = 20;

export const reset = defineFault({
  name: 'reset',
  explain:
    'Resets the connection (TCP RST), as a crashed proxy does. After 0 events a JSON reply shows nothing at all, a stream its headers.',
  options: {
    after: { type: 'place', default: { count: 0, unit: 'events' }, describe: 'what leaves before the reset' },
  },
  example: 'reset(after=120 bytes)',
  apply(reply, options) {
    const split = splitReply(reply, options.after);
    if (!split) return reply;
    const { before, opened } = split;
    // The headers of a stream leave before its first event.
    const early = opened.opening ? opened.opening === 'at once' : isStream(reply);
    const begun = early || before.some((frame) => 'bytes' in frame && frame.bytes.length > 0);
    return withBody(opened, [...before, { wait: begun ? SETTLE : 0, cut: 'reset' }]);
  },
});
