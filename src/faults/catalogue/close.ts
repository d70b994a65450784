/** The fault `close`: the connection ends before the reply does. */
import { defineFault } from '../fault.ts';
import { withBody } from '../split-frames.ts';
import { splitReply } from '../split-reply.ts';

export const close = defineFault({
  name: 'close',
  explain:
    'Ends the connection in order (TCP FIN) before the body is declared finished: clients of HTTP see a premature end. After 0 events a JSON reply is empty, without even a status.',
  options: {
    after: { type: 'place', default: { count: 0, unit: 'events' }, describe: 'what leaves before the end' },
  },
  example: 'close(after=3 events)',
  apply(reply, options) {
    const split = splitReply(reply, options.after);
    return split ? withBody(split.opened, [...split.before, { wait: 0, cut: 'end' }]) : reply;
  },
});
