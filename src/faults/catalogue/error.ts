/** The fault `error`: a refusal instead of an answer. */
import { ERROR_MESSAGES } from '../../error-messages.ts';
import { findError } from '../../error-names.ts';
import { ApiError } from '../../errors.ts';
import { defineFault } from '../fault.ts';

const SHOULD_RETRY = ['unsaid', 'true', 'false'] as const;
const FORMS = ['seconds', 'date', 'ms'] as const;

export const error = defineFault({
  name: 'error',
  explain: 'Refuses the request, in the envelope and with the headers of the dialect. Of several, the first counts.',
  options: {
    type: { type: 'error', default: 'overloaded', describe: 'which error: its name, or a status' },
    message: { type: 'text', default: '', describe: "what it says; without it, the service's words" },
    'retry-after': { type: 'duration', default: 0, describe: 'how long clients are asked to wait; 0 asks nothing' },
    as: {
      type: 'name',
      names: FORMS,
      default: 'seconds',
      describe: 'how the wait is written: retry-after in whole seconds or as a date, or retry-after-ms',
    },
    'should-retry': { type: 'name', names: SHOULD_RETRY, default: 'unsaid', describe: 'the header x-should-retry' },
  },
  example: 'error(type=rate_limit, retry-after=1s)',
  refuse({ type, message, as, 'retry-after': wait, 'should-retry': again }, now) {
    const { code, status } = findError(type)!;
    return new ApiError(code, message || ERROR_MESSAGES[code], {
      status,
      begun: true,
      headers: {
        ...(wait > 0 ? retryAfter(wait, as, now) : {}),
        ...(again === 'unsaid' ? {} : { 'x-should-retry': again }),
      },
    });
  },
  apply: (reply) => reply,
});

/** Rounded up, where seconds are the smallest unit: who waits that long has waited long enough. */
function retryAfter(wait: number, form: (typeof FORMS)[number], now: number): Record<string, string> {
  switch (form) {
    case 'seconds':
      return { 'retry-after': String(Math.ceil(wait / 1000)) };
    case 'date':
      return { 'retry-after': new Date(Math.ceil((now + wait) / 1000) * 1000).toUTCString() };
    case 'ms':
      return { 'retry-after-ms': String(wait) };
  }
}
