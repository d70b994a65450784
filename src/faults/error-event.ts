/** The fault `error-event`: the service gives up after it has begun to answer. */
import { ERRORS, type ErrorCode } from '../errors.ts';
import { encodeEvent } from '../message/sse.ts';
import { defineFault } from './fault.ts';
import { isStream, splitReply } from './split-events.ts';
import { withBody } from './split-frames.ts';

/** What each error says when it comes amid a stream: the service's words where they are known (messages-api sections 3 and 5). */
const WORDS = {
  overloaded: 'Overloaded',
  internal: 'Internal server error',
  rate_limit: 'This request would exceed the rate limit of your organization. Please try again later.',
  invalid_request: 'Output blocked by content filtering policy',
  timeout: 'Request timed out',
} as const satisfies Partial<Record<ErrorCode, string>>;

type Streamed = keyof typeof WORDS;
const NAMES = Object.keys(WORDS) as Streamed[];

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
    const error = { type: ERRORS[type].type, message: message || WORDS[type] };
    return withBody(reply, [...split[0], { wait: 0, bytes: encodeEvent({ type: 'error', error }) }]);
  },
});
