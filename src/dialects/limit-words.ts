/** How a dialect tells of limits: its headers, and its words for what is used up. */
import type { ApiError } from '../errors.ts';

/** How full a limit's bucket is; `untilFull` in milliseconds. */
interface Gauge {
  limit: number;
  remaining: number;
  untilFull: number;
}

/** Most a minute of `rate` is exceeded; in `wait` milliseconds the request would get in. */
interface ExceededRate {
  rate: 'requests' | 'input' | 'output';
  limit: number;
  wait: number;
  /** The model: its own id, and its slug on OpenRouter. */
  model: { id: string; slug: string };
}

/** A quota of free requests is used up until the date `resets`, in milliseconds since the epoch. */
interface ExceededQuota {
  period: 'minute' | 'day';
  limit: number;
  resets: number;
}

/** Credits do not suffice: none are left, or only for so many of the tokens asked for. */
type MissingCredits = { kind: 'empty' } | { kind: 'prompt' | 'output'; tokens: number; affordable: number };

export interface LimitWords {
  /** Headers of every reply while rates are limited. `now` is a date. */
  headers(gauges: { requests?: Gauge; input?: Gauge; output?: Gauge }, now: number): Record<string, string>;
  rate(exceeded: ExceededRate): ApiError;
  /** Undefined where the service refuses nothing for this. */
  credits(missing: MissingCredits): ApiError | undefined;
  /** Too many requests at the same time. */
  overloaded: string;
  /** Where the service has free models with a quota. */
  quota?(exceeded: ExceededQuota): ApiError;
}

/** Whole seconds, as in `retry-after`: rounded up, so that who waits as told gets in. */
export function retrySeconds(wait: number): string {
  return String(Math.ceil(wait / 1000));
}
