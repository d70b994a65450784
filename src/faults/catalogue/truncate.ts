/** The fault `truncate`: a body that stops too early, in a reply that HTTP takes for whole. */
import { defineFault } from '../fault.ts';
import { withBody } from '../split-frames.ts';
import { splitReply } from '../split-reply.ts';

export const truncate = defineFault({
  name: 'truncate',
  explain:
    'Cuts the body short and ends the reply as if it were whole: the length is right, the JSON or the stream is not. A shorter body stays as it is.',
  options: {
    after: { type: 'place', default: { count: 100, unit: 'bytes' }, describe: 'what is left of the body' },
  },
  example: 'truncate(after=100 bytes)',
  apply(reply, options) {
    const { before, after, opened } = splitReply(reply, options.after) ?? {};
    if (!before || !after?.[0] || !opened) return reply;
    return withBody(opened, before.length > 0 ? before : [{ wait: after[0].wait, bytes: '' }]);
  },
});
