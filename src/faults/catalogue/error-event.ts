/** The fault `error-event`: the service gives up after it has begun to answer. */
import { ERROR_MESSAGES } from '../../error-messages.ts';
import { findError } from '../../error-names.ts';
import { ApiError, type ErrorCode } from '../../errors.ts';
import { defineFault } from '../fault.ts';
import { isStream } from '../split-events.ts';
import { withBody } from '../split-frames.ts';
import { splitReply } from '../split-reply.ts';

export const errorEvent = defineFault({
  name: 'error-event',
  explain:
    'Breaks a stream off with an error event as the dialect words it, after which nothing comes; the status has long been 200. A JSON reply stays as it is.',
  options: {
    type: { type: 'error', default: 'overloaded', describe: 'which error: its name, or a status' },
    after: { type: 'place', default: { count: 3, unit: 'events' }, describe: 'what leaves before the error' },
    message: { type: 'text', default: '', describe: "what it says; without it, the service's words" },
  },
  example: 'error-event(type=overloaded, after=3 events)',
  apply(reply, { type, after, message }, _random, { wordError }) {
    const split = isStream(reply) ? splitReply(reply, after) : undefined;
    if (!split) return reply;
    const { code } = findError(type)!;
    const error = wordError(new ApiError(code, message || wordsOf(code)));
    const event = `event: error\ndata: ${JSON.stringify({ type: 'error', error })}\n\n`;
    return withBody(split.opened, [...split.before, { wait: 0, bytes: event }]);
  },
});

function wordsOf(type: ErrorCode): string {
  // Amid a stream the service refuses for what it was about to say (messages-api section 5).
  return type === 'invalid_request' ? 'Output blocked by content filtering policy' : ERROR_MESSAGES[type];
}
