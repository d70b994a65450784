/** The fault `no-stop`: a stream that never says it is done. */
import { defineFault } from '../fault.ts';
import { splitAt, withBody } from '../split-frames.ts';
import { toldIn } from '../told-events.ts';

export const noStop = defineFault({
  name: 'no-stop',
  explain:
    'Ends the stream in order, but without message_stop and whatever follows it. Replies without that event stay as they are.',
  options: {},
  example: 'no-stop',
  apply(reply) {
    const start = toldIn(reply).find(({ name }) => name === 'message_stop')?.start;
    return start === undefined ? reply : withBody(reply, splitAt(reply.frames, start)[0]);
  },
});
