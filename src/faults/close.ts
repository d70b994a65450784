/** The fault `close`: the connection ends before the reply does. */
import { defineFault } from './fault.ts';
import { splitReply } from './split-events.ts';
import { withBody } from './split-frames.ts';

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
    return split ? withBody(reply, [...split[0], { wait: 0, cut: 'end' }]) : reply;
  },
});
