/** How often each request was seen: the n-th of its kind gets the n-th ids. */

/** Kinds held at once. Each takes some 200 bytes. */
const MOST = 50_000;

/** Counts by kind, bounded. When it is full it begins anew under a new era, so that a pair of kind, era and count never comes again. */
export class Counters {
  /** Numbers rather than objects: most requests come once, and the garbage collector would carry each about. */
  readonly #counts = new Map<string, number>();
  #era = 0;

  /** Counts one more of a kind. No two calls give the same text; in every run the n-th call of a kind gives the same one. */
  next(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    if (count === 1 && this.#counts.size >= MOST) {
      this.#counts.clear();
      this.#era++;
    }
    this.#counts.set(kind, count);
    return `${this.#era} ${count}`;
  }

  /** Begins anew. */
  reset(): void {
    this.#counts.clear();
    this.#era = 0;
  }
}
