/** What was worked out once and need not be again: values by name, that live and die with the thing they follow from. */
import { ApiError } from '../errors.ts';

export class Kept {
  readonly #most: number;
  readonly #values = new Map<unknown, { value: unknown } | { error: ApiError }>();

  /** @param most how many values are kept at once; when there is no more room, all are forgotten and made again */
  constructor(most: number) {
    this.#most = most;
  }

  /** `make()`, once per name while it is kept. A refusal is kept as well and thrown again. */
  once<T>(name: unknown, make: () => T): T {
    const kept = this.#values.get(name);
    if (kept) {
      if ('error' in kept) throw kept.error;
      return kept.value as T;
    }
    if (this.#values.size >= this.#most) this.#values.clear();
    try {
      const value = make();
      this.#values.set(name, { value });
      return value;
    } catch (error) {
      if (error instanceof ApiError) this.#values.set(name, { error });
      throw error;
    }
  }
}
