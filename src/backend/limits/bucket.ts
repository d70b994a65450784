/** A token bucket: so much a minute, flowing back evenly, on whatever clock its caller reads. */

const MINUTE = 60_000;

/**
 * Holds a minute's worth and begins full. What is taken flows back at `limit` a minute, little by little, as the services' limits do
 * (messages-api section 1.3). More may be taken than there is: then it is in debt.
 *
 * `now` is a reading in milliseconds that never turns back. Fractions of a millisecond are cut off and all else is whole numbers, so that
 * a wait that was told is neither too long nor too short.
 *
 * @example
 * const bucket = new Bucket(60, 0);
 * bucket.take(60, 0);
 * bucket.wait(1, 0); // 1000 milliseconds
 */
export class Bucket {
  readonly limit: number;
  /** What is missing to be full, times a minute. */
  #missing = 0;
  #at: number;

  constructor(limit: number, now: number) {
    this.limit = limit;
    this.#at = Math.floor(now);
  }

  /** What is in it, cut to a whole number; below 0 when it is in debt. */
  level(now: number): number {
    return Math.floor(this.limit - this.#fill(now) / MINUTE);
  }

  /** Milliseconds until `amount` is in it; 0 when it is there now. More than the limit is never there. */
  wait(amount: number, now: number): number {
    return Math.max(0, Math.ceil((this.#fill(now) + (amount - this.limit) * MINUTE) / this.limit));
  }

  /** Milliseconds until it is full. */
  untilFull(now: number): number {
    return Math.ceil(this.#fill(now) / this.limit);
  }

  /** Takes an amount out; a negative one is given back, and what does not fit is lost. */
  take(amount: number, now: number): void {
    this.#missing = Math.max(0, this.#fill(now) + amount * MINUTE);
  }

  #fill(now: number): number {
    const at = Math.max(this.#at, Math.floor(now));
    this.#missing = Math.max(0, this.#missing - (at - this.#at) * this.limit);
    this.#at = at;
    return this.#missing;
  }
}
