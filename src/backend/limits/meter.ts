/** The rates of one key and model: requests, input tokens and output tokens a minute. */
import { Bucket } from './bucket.ts';

/** Most a minute; 0: no limit. */
export interface Rates {
  requests: number;
  input: number;
  output: number;
}

export type RateName = keyof Rates;

/** A rate that stands in the way of a request. */
export interface Exceeded {
  rate: RateName;
  limit: number;
  /** Milliseconds until the same request would get in. */
  wait: number;
}

/** How full a bucket is. */
interface Gauge {
  limit: number;
  /** Whole, at least 0. */
  remaining: number;
  /** Milliseconds until it is full. */
  untilFull: number;
}

/** A gauge for every rate that is limited. */
export type Gauges = { [name in RateName]?: Gauge };

const NAMES: readonly RateName[] = ['requests', 'input', 'output'];

export class Meter {
  readonly #buckets: readonly (readonly [RateName, Bucket])[];

  constructor(rates: Rates, now: number) {
    this.#buckets = NAMES.filter((name) => rates[name] > 0).map((name) => [name, new Bucket(rates[name], now)]);
  }

  /** The rate that keeps a request with so many input tokens out for longest. Of output one token must be left: how many come is not known yet. */
  exceeded(input: number, now: number): Exceeded | undefined {
    const needs: Rates = { requests: 1, input, output: 1 };
    let worst: Exceeded | undefined;
    for (const [rate, bucket] of this.#buckets) {
      const wait = bucket.wait(needs[rate], now);
      if (wait > (worst?.wait ?? 0)) worst = { rate, limit: bucket.limit, wait };
    }
    return worst;
  }

  /** Takes what was used; negative amounts are given back. */
  take(used: Rates, now: number): void {
    for (const [rate, bucket] of this.#buckets) bucket.take(used[rate], now);
  }

  gauges(now: number): Gauges {
    const gauges: Gauges = {};
    for (const [rate, bucket] of this.#buckets) {
      const remaining = Math.max(0, bucket.level(now));
      gauges[rate] = { limit: bucket.limit, remaining, untilFull: bucket.untilFull(now) };
    }
    return gauges;
  }
}
