/** Running sums over all that was ever noted, so that they stay right when old entries are gone. */
import { dollarsOf } from '../message/cost.ts';
import type { Usage } from '../message/message.ts';
import type { ModelPrice } from '../model.ts';
import type { Noted } from './noted.ts';

/** Tokens and US dollars. `inputTokens` leaves out those read from the cache and written to it, as the services count. */
export interface Sum {
  requests: number;
  /** Answered with a status of 400 or more. */
  refused: number;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  cost: number;
}

export interface Totals extends Sum {
  /** By the model that was asked for. Requests that were refused before their model was known are in no row. */
  byModel: Record<string, Sum>;
}

/** Clients may name ever-new models; those beyond this number share a row. */
const MOST_MODELS = 500;
const OTHERS = '(others)';

export class Sums {
  #all = nothing();
  #byModel = new Map<string, Sum>();

  add({ price, status, model }: Noted, usage: Usage | undefined): void {
    const cost = costIn(usage, price) ?? 0;
    count(this.#all, usage, status, cost);
    if (model !== undefined) count(this.#row(model), usage, status, cost);
  }

  /** A copy, with dollars freed of binary noise. */
  totals(): Totals {
    const byModel = Object.fromEntries([...this.#byModel].map(([model, sum]) => [model, rounded(sum)]));
    return { ...rounded(this.#all), byModel };
  }

  clear(): void {
    this.#all = nothing();
    this.#byModel.clear();
  }

  #row(model: string): Sum {
    const name = this.#byModel.has(model) || this.#byModel.size < MOST_MODELS ? model : OTHERS;
    const known = this.#byModel.get(name);
    if (known) return known;
    const sum = nothing();
    this.#byModel.set(name, sum);
    return sum;
  }
}

/** The cost of a usage in US dollars; null when there is none, or when neither it nor a price tells. */
export function costIn(usage: Usage | undefined, price: ModelPrice | undefined): number | null {
  return usage ? dollarsOf(usage, price) : null;
}

function nothing(): Sum {
  return {
    requests: 0,
    refused: 0,
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    cost: 0,
  };
}

function count(sum: Sum, usage: Usage | undefined, status: number, cost: number): void {
  sum.requests++;
  if (status >= 400) sum.refused++;
  if (!usage) return;
  sum.inputTokens += usage.input_tokens;
  sum.outputTokens += usage.output_tokens;
  sum.cacheReadTokens += usage.cache_read_input_tokens ?? 0;
  sum.cacheWriteTokens += usage.cache_creation_input_tokens ?? 0;
  sum.cost += cost;
}

function rounded(sum: Sum): Sum {
  return { ...sum, cost: Math.round(sum.cost * 1e10) / 1e10 };
}
