/** Anthropic's limits, in its words and headers. Sources: messages-api sections 1.3 and 3; Anthropic's page on rate limits. */
import { ApiError } from '../errors.ts';
import { type LimitWords, retrySeconds } from './limit-words.ts';

type Gauges = Parameters<LimitWords['headers']>[0];
type Gauge = NonNullable<Gauges['input']>;

const RATES = { requests: 'requests', input: 'input tokens', output: 'output tokens' } as const;

/** The limits of an organisation. */
export function anthropicLimits(organization: string): LimitWords {
  return {
    headers({ requests, input, output }, now) {
      const headers: Record<string, string> = {};
      const tell = (name: string, gauge: Gauge | undefined, remaining: (gauge: Gauge) => number) => {
        if (!gauge) return;
        const start = `anthropic-ratelimit-${name}-`;
        headers[`${start}limit`] = String(gauge.limit);
        headers[`${start}remaining`] = String(remaining(gauge));
        headers[`${start}reset`] = date(now + gauge.untilFull);
      };
      tell('requests', requests, ({ remaining }) => remaining);
      // Where no workspace has limits of its own, these are the sum of input and output.
      tell('tokens', sum(input, output), rounded);
      tell('input-tokens', input, rounded);
      tell('output-tokens', output, rounded);
      return headers;
    },
    rate({ rate, limit, wait, model }) {
      const message =
        `This request would exceed your organization's rate limit of ${grouped(limit)} ${RATES[rate]} per minute ` +
        `(org: ${organization}, model: ${model.id}). For details, refer to: https://docs.claude.com/en/api/rate-limits.`;
      return new ApiError('rate_limit', message, { headers: { 'retry-after': retrySeconds(wait) } });
    },
    credits: ({ kind }) =>
      kind === 'empty'
        ? new ApiError(
            'invalid_request',
            'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
          )
        : undefined,
    overloaded: 'Overloaded',
  };
}

function sum(input: Gauge | undefined, output: Gauge | undefined): Gauge | undefined {
  if (!input || !output) return input ?? output;
  return {
    limit: input.limit + output.limit,
    remaining: input.remaining + output.remaining,
    untilFull: Math.max(input.untilFull, output.untilFull),
  };
}

/** The service rounds tokens to thousands. */
function rounded({ limit, remaining }: Gauge): number {
  return Math.min(limit, Math.round(remaining / 1000) * 1000);
}

/** RFC 3339 in whole seconds, rounded up. */
function date(milliseconds: number): string {
  return new Date(Math.ceil(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** 40000 as `40,000`. */
function grouped(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}
