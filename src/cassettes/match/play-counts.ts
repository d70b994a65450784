/** How often each key was asked for, in one session: which reply of a recorded sequence is next. */

/** Names only what was found, so that it is never larger than the tape. Reset with the session. */
export class PlayCounts {
  readonly #counts = new Map<string, number>();

  /** Counts one more, and tells how many there were before. */
  next(key: string): number {
    const count = this.of(key);
    this.#counts.set(key, count + 1);
    return count;
  }

  /** How many there were. */
  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  reset(): void {
    this.#counts.clear();
  }
}
