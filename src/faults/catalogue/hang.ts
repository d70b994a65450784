/** The fault `hang`: the other end has vanished. */
import { defineFault } from '../fault.ts';
import { LONGEST } from '../option-text.ts';
import { withBody } from '../split-frames.ts';
import { splitReply } from '../split-reply.ts';

export const hang = defineFault({
  name: 'hang',
  explain:
    'Falls silent for good with the connection open, as when the other end has vanished: no end, no reset. It is over when the client leaves, and at the latest after an hour.',
  options: {
    after: { type: 'place', default: { count: 3, unit: 'events' }, describe: 'what leaves before the silence' },
  },
  example: 'hang(after=headers)',
  apply(reply, options) {
    const split = splitReply(reply, options.after);
    return split ? withBody(split.opened, [...split.before, { wait: LONGEST, cut: 'reset' }]) : reply;
  },
});
