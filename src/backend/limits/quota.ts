/** A quota: so many in each minute or day of the calendar, all back at once when the next one begins. */

/**
 * Counts in windows that begin at multiples of `period`: with a day, at midnight UTC. `now` is a date in milliseconds; when it is set
 * back, another window begins.
 *
 * @example
 * const quota = new Quota(50, 86_400_000);
 * quota.take(1, Date.UTC(2026, 0, 1, 12));
 * quota.left(Date.UTC(2026, 0, 1, 23)); // 49; and 50 an hour later
 */
export class Quota {
  readonly limit: number;
  readonly #period: number;
  #window = Number.NaN;
  #used = 0;

  constructor(limit: number, period: number) {
    this.limit = limit;
    this.#period = period;
  }

  left(now: number): number {
    return this.limit - (this.#windowOf(now) === this.#window ? this.#used : 0);
  }

  /** Takes some; a negative number gives some back. */
  take(amount: number, now: number): void {
    const window = this.#windowOf(now);
    if (window !== this.#window) this.#used = 0;
    this.#window = window;
    this.#used = Math.max(0, this.#used + amount);
  }

  /** When the next window begins. */
  resets(now: number): number {
    return (this.#windowOf(now) + 1) * this.#period;
  }

  #windowOf(now: number): number {
    return Math.floor(now / this.#period);
  }
}
