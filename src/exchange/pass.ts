/** What a request that was let in holds, until its reply has left. */
import type { Credits } from '../backend/limits/credits.ts';
import type { Gauges, Meter } from '../backend/limits/meter.ts';
import type { Quota } from '../backend/limits/quota.ts';
import type { Clock } from '../clock.ts';
import { dollarsOf } from '../message/cost.ts';
import type { Usage } from '../message/message.ts';
import type { ModelPrice } from '../model.ts';
import type { Answered } from './exchange.ts';

interface PassParts {
  clock: Clock;
  meter: Meter;
  credits: Credits | undefined;
  /** The quotas that it counts in. */
  quotas: readonly Quota[];
  /** Its input tokens, as estimated. */
  input: number;
  price: ModelPrice;
  headers(gauges: Gauges, now: number): Record<string, string>;
  /** Told when the reply has left. */
  left(): void;
}

export class Pass {
  readonly #parts: PassParts;
  #left = false;

  /** Takes a request and its input tokens. */
  constructor(parts: PassParts) {
    this.#parts = parts;
    const { meter, clock, quotas, input } = parts;
    meter.take({ requests: 1, input, output: 0 }, clock.elapsed());
    for (const quota of quotas) quota.take(1, clock.now());
  }

  /** Charges the answer and puts the headers of the dialect on its reply. A refusal costs nothing, and what it took is given back. */
  settle({ answer, reply }: Answered): void {
    // The service that answers has limits of its own, and tells them.
    if (answer.kind === 'live') return;
    const { clock, meter, credits, quotas, input, price, headers } = this.#parts;
    const now = clock.elapsed();
    const date = clock.now();
    if (answer.kind === 'refusal') {
      meter.take({ requests: -1, input: -input, output: 0 }, now);
      for (const quota of quotas) quota.take(-1, date);
    } else if (answer.kind === 'message') {
      const { usage } = answer;
      meter.take({ requests: 0, input: limitedInput(usage) - input, output: count(usage.output_tokens) }, now);
      credits?.charge(count(dollarsOf(usage, price)));
    }
    // What a stub says of limits holds.
    for (const [name, value] of Object.entries(headers(meter.gauges(now), date))) reply.headers[name] ??= value;
  }

  /** Gives its place among those at work to the next one. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#parts.left();
  }
}

/** Tokens read from the cache do not count against the limit (Anthropic's page on rate limits). */
function limitedInput({ input_tokens, cache_creation_input_tokens }: Usage): number {
  return count(input_tokens) + count(cache_creation_input_tokens);
}

/** A stub's events may tell anything as usage, or nothing; what is no number counts as nothing. */
function count(amount: unknown): number {
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : 0;
}
