/** How often each request was seen: the n-th of its kind gets the n-th ids. */

/** Keys held at once, of 64 hexadecimal characters each. */
const MOST = 50_000;

/** Counts by key, bounded. When it is full it begins anew under a new era, so that a pair of era and count never comes again. */
export class Counters {
  readonly #counts = new Map<string, number>();
  #era = 0;

  /** A text that differs for every call with the same key, and is the same for the n-th call of every run. */
  next(key: string): string {
    const count = (this.#counts.get(key) ?? 0) + 1;
    if (count === 1 && this.#counts.size >= MOST) {
      this.#counts.clear();
      this.#era++;
    }
    this.#counts.set(key, count);
    return this.#era === 0 ? String(count) : `${this.#era}.${count}`;
  }
}
