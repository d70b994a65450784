/** The fault `done`: the sentinel of another API. */
import { defineFault } from '../fault.ts';
import { isStream } from '../split-events.ts';
import { withBody } from '../split-frames.ts';

export const done = defineFault({
  name: 'done',
  explain:
    'Ends a stream with the line "data: [DONE]", as chat completions do: no JSON, and no event of this API. A JSON reply stays as it is.',
  options: {},
  example: 'done',
  apply(reply) {
    const last = reply.frames.at(-1);
    if (!isStream(reply) || (last && 'cut' in last)) return reply;
    return withBody(reply, [...reply.frames, { wait: 0, bytes: 'data: [DONE]\n\n' }]);
  },
});
