/** Prepaid credits in US dollars, and whether they suffice for a request. */
import type { ModelPrice } from '../../model.ts';

/** Why a request cannot be paid: nothing is left; the prompt alone costs more; or the prompt and the longest answer together do. */
export type Shortfall =
  | { kind: 'empty' }
  | {
      kind: 'prompt' | 'output' /** Tokens asked for. */;
      tokens: number /** Tokens that can be paid. */;
      affordable: number;
    };

/** Units to the dollar. Prices are a tenth of a nano-dollar per token at the finest, so sums in units have no binary noise. */
const UNITS = 1e10;
/** Units per token, of a dollar per million tokens. */
const PER_MILLION = UNITS / 1e6;

export class Credits {
  #units: number;

  constructor(dollars: number) {
    this.#units = Math.round(dollars * UNITS);
  }

  /** Dollars left; below 0 when an answer cost more than there was. */
  get left(): number {
    return this.#units / UNITS;
  }

  charge(dollars: number): void {
    this.#units -= Math.round(dollars * UNITS);
  }

  /**
   * What is missing for a request with so many tokens of prompt and at most so many of answer, at the prices without a cache. What is free
   * is refused in debt only (messages-api sections 3 and 7).
   */
  shortfall(prompt: number, most: number, price: ModelPrice): Shortfall | undefined {
    const input = Math.round(price.input * PER_MILLION);
    const output = Math.round(price.output * PER_MILLION);
    const free = input === 0 && output === 0;
    if (this.#units < 0 || (this.#units === 0 && !free)) return { kind: 'empty' };
    const rest = this.#units - prompt * input;
    if (rest < 0) return { kind: 'prompt', tokens: prompt, affordable: Math.floor(this.#units / input) };
    if (rest < most * output) return { kind: 'output', tokens: most, affordable: Math.floor(rest / output) };
    return undefined;
  }
}
