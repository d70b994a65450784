/** What was worked out once and need not be again: values by name, that live and die with the thing they follow from. */
import { ApiError } from '../errors.ts';

/** A few names are found faster in a list than in a map, and most things are kept for one request only: a list costs little to make. */
export class Kept {
  readonly #most: number;
  readonly #names: unknown[] = [];
  readonly #values: ({ value: unknown } | { error: ApiError })[] = [];

  /** @param most how many values are kept at once; when there is no more room, all are forgotten and made again */
  constructor(most: number) {
    this.#most = most;
  }

  /** `make()`, once per name while it is kept. A refusal is kept as well and thrown again. */
  once<T>(name: unknown, make: () => T): T {
    const place = this.#names.indexOf(name);
    if (place >= 0) {
      const kept = this.#values[place]!;
      if ('error' in kept) throw kept.error;
      return kept.value as T;
    }
    try {
      const value = make();
      this.#keep(name, { value });
      return value;
    } catch (error) {
      if (error instanceof ApiError) this.#keep(name, { error });
      throw error;
    }
  }

  #keep(name: unknown, kept: { value: unknown } | { error: ApiError }): void {
    if (this.#names.length >= this.#most) {
      this.#names.length = 0;
      this.#values.length = 0;
    }
    this.#names.push(name);
    this.#values.push(kept);
  }
}
