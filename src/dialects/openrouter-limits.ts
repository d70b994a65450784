/** OpenRouter's limits, in its words and headers. Sources: messages-api sections 1.3, 3, 4.1 and 7; replies quoted in public issues. */
import { ApiError } from '../errors.ts';
import { type LimitWords, retrySeconds } from './limit-words.ts';

const DOCS = 'https://openrouter.ai/docs/api/reference/limits';
const KEYS = 'To increase, visit https://openrouter.ai/settings/keys and create a key with a higher monthly limit';
const CREDITS = 'To increase, visit https://openrouter.ai/settings/credits and add more credits';
/** From here on a daily quota is that of an account with credits. */
const HIGH_BALANCE = 1000;

export const openrouterLimits: LimitWords = {
  // Successful replies tell nothing of limits.
  headers: () => ({}),
  // OpenRouter itself has no such rates: they are the providers', all of which refuse, and it passes their hint on.
  rate({ wait, model: { slug } }) {
    const seconds = retrySeconds(wait);
    return new ApiError('rate_limit', `All providers for ${slug} are at capacity. Retry after ${seconds} seconds.`, {
      headers: { 'retry-after': seconds },
      availability: {
        code: 'capacity_exhausted',
        retryable: true,
        retry_after: Number(seconds),
        requested_models: [slug],
        docs_url: DOCS,
      },
    });
  },
  credits: (missing) => new ApiError('billing', creditWords(missing)),
  overloaded: 'Provider is temporarily overloaded',
  // Its own refusals repeat their headers in the body, and have no retry-after.
  quota({ period, limit, resets }) {
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(resets),
    };
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return new ApiError('rate_limit', `Rate limit exceeded: ${quotaWords(period, limit)}`, {
      headers: lower,
      metadata: { headers },
    });
  },
};

function creditWords(missing: Parameters<LimitWords['credits']>[0]): string {
  switch (missing.kind) {
    case 'empty':
      return 'Insufficient credits. Add more using https://openrouter.ai/credits';
    case 'prompt':
      return `Prompt tokens limit exceeded: ${missing.tokens} > ${missing.affordable}. ${KEYS}`;
    case 'output':
      return (
        'This request requires more credits, or fewer max_tokens. ' +
        `You requested up to ${missing.tokens} tokens, but can only afford ${missing.affordable}. ${CREDITS}`
      );
  }
}

function quotaWords(period: 'minute' | 'day', limit: number): string {
  // The blank at the end is the service's.
  if (period === 'minute') return 'free-models-per-min. ';
  if (limit >= HIGH_BALANCE) return 'free-models-per-day-high-balance. ';
  return 'free-models-per-day. Add 10 credits to unlock 1000 free model requests per day';
}
