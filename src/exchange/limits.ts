/** The limits of a session: who is let in, and what an answer uses up. */
import { LRUCache } from 'lru-cache';
import { Credits } from '../backend/limits/credits.ts';
import { Meter, type Rates } from '../backend/limits/meter.ts';
import { Quota } from '../backend/limits/quota.ts';
import type { Clock } from '../clock.ts';
import type { Options } from '../config.ts';
import { ApiError } from '../errors.ts';
import { manageContext } from '../synthesis/context/manage-context.ts';
import type { Asked, Received, Target } from './exchange.ts';
import { Pass } from './pass.ts';

/** The options that set limits. Naming one of them begins all limits anew. */
export const LIMIT_OPTIONS = [
  'requestsPerMinute',
  'inputTokensPerMinute',
  'outputTokensPerMinute',
  'concurrentRequests',
  'credits',
  'freePerMinute',
  'freePerDay',
] as const;

/** Pairs of key and model whose rates are remembered; the least recently used begin anew. */
const MOST_METERS = 1000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Under this name a request's input tokens are kept with it. */
const INPUT_TOKENS = {};

/** The limits that the options set; undefined when they set none. */
export function limitsOf(options: Options, clock: Clock): Limits | undefined {
  const none = LIMIT_OPTIONS.every((name) => options[name] === (name === 'credits' ? -1 : 0));
  return none ? undefined : new Limits(options, clock);
}

export class Limits {
  readonly #clock: Clock;
  readonly #rates: Rates;
  readonly #meters = new LRUCache<string, Meter>({ max: MOST_METERS });
  readonly #most: number;
  readonly #credits: Credits | undefined;
  /** Of all free models and all keys together, as the service counts. */
  readonly #quotas: readonly { period: 'minute' | 'day'; quota: Quota }[];
  #running = 0;

  constructor(options: Options, clock: Clock) {
    this.#clock = clock;
    this.#rates = {
      requests: options.requestsPerMinute,
      input: options.inputTokensPerMinute,
      output: options.outputTokensPerMinute,
    };
    this.#most = options.concurrentRequests;
    this.#credits = options.credits < 0 ? undefined : new Credits(options.credits);
    // The day first: who is told of the minute, and waits for it, shall not be told of the day then.
    const day = { period: 'day' as const, quota: new Quota(options.freePerDay, DAY) };
    const minute = { period: 'minute' as const, quota: new Quota(options.freePerMinute, MINUTE) };
    this.#quotas = [day, minute].filter(({ quota }) => quota.limit > 0);
  }

  /**
   * Lets a request in and takes what it uses by coming: a request, its input tokens, a place among those at work.
   *
   * @throws ApiError in the dialect's words when a limit stands in the way; then nothing was taken
   */
  enter(received: Received, target: Target, asked: Asked): Pass {
    const { name, limits: words } = target.dialect;
    const { model, request } = asked;
    const now = this.#clock.elapsed();
    const date = this.#clock.now();
    const meter = this.#meterOf(`${name} ${model.slug} ${target.dialect.credential(received.headers)?.key}`, now);
    const input = asked.kept.once(INPUT_TOKENS, () => manageContext(request, model).tokens);
    const quotas = words.quota && isFree(asked) ? this.#quotas : [];

    const refuse = (error: ApiError): never => {
      error.detail.headers = { ...error.detail.headers, ...words.headers(meter.gauges(now), date) };
      throw error;
    };
    if (this.#most > 0 && this.#running >= this.#most) refuse(new ApiError('overloaded', words.overloaded));
    const missing = this.#credits?.shortfall(input, request.max_tokens ?? model.maxOutput, model.price);
    const unpaid = missing && words.credits(missing);
    if (unpaid) refuse(unpaid);
    for (const { period, quota } of quotas)
      if (quota.left(date) < 1) refuse(words.quota!({ period, limit: quota.limit, resets: quota.resets(date) }));
    const exceeded = meter.exceeded(input, now);
    if (exceeded) refuse(words.rate({ ...exceeded, model }));

    this.#running++;
    return new Pass({
      clock: this.#clock,
      meter,
      credits: this.#credits,
      quotas: quotas.map(({ quota }) => quota),
      input,
      price: model.price,
      headers: words.headers,
      left: () => this.#running--,
    });
  }

  #meterOf(name: string, now: number): Meter {
    const known = this.#meters.get(name);
    if (known) return known;
    const made = new Meter(this.#rates, now);
    this.#meters.set(name, made);
    return made;
  }
}

/** Is it a variant that OpenRouter serves for nothing? */
function isFree({ model, request }: Asked): boolean {
  return model.slug.endsWith(':free') || request.model.endsWith(':free');
}
