/** The fault `no-stop`: a stream that never says it is done. */
import { defineFault } from './fault.ts';
import { startOf } from './split-events.ts';
import { splitAt, withBody } from './split-frames.ts';

export const noStop = defineFault({
  name: 'no-stop',
  explain:
    'Ends the stream in order, but without message_stop and whatever follows it. Replies without that event stay as they are.',
  options: {},
  example: 'no-stop',
  apply(reply) {
    const start = startOf(reply, 'message_stop');
    return start === undefined ? reply : withBody(reply, splitAt(reply.frames, start)[0]);
  },
});
