/** The fault `error-event`: the service gives up after it has begun to answer. */
import { ERROR_MESSAGES } from '../error-messages.ts';
import { ERRORS, type ErrorCode } from '../errors.ts';
import { encodeEvent } from '../message/sse.ts';
import { defineFault } from './fault.ts';
import { isStream, splitReply } from './split-events.ts';
import { withBody } from './split-frames.ts';

const NAMES = ['overloaded', 'internal', 'rate_limit', 'invalid_request', 'timeout'] as const satisfies ErrorCode[];

export const errorEvent = defineFault({
  name: 'error-event',
  explain:
    'Breaks a stream off with an error event, after which nothing comes; the status has long been 200. A JSON reply stays as it is.',
  options: {
    type: { type: 'name', names: NAMES, default: 'overloaded', describe: 'which error' },
    after: { type: 'place', default: { count: 3, unit: 'events' }, describe: 'what leaves before the error' },
    message: { type: 'text', default: '', describe: "what it says; without it, the service's words" },
  },
  example: 'error-event(type=overloaded, after=3 events)',
  apply(reply, { type, after, message }) {
    const split = isStream(reply) ? splitReply(reply, after) : undefined;
    if (!split) return reply;
    const error = { type: ERRORS[type].type, message: message || wordsOf(type) };
    return withBody(reply, [...split[0], { wait: 0, bytes: encodeEvent({ type: 'error', error }) }]);
  },
});

function wordsOf(type: ErrorCode): string {
  // Amid a stream the service refuses for what it was about to say (messages-api section 5).
  return type === 'invalid_request' ? 'Output blocked by content filtering policy' : ERROR_MESSAGES[type];
}
