/** What a message costs: its usage at the prices of its model. */
import type { ModelPrice } from '../model.ts';
import type { Usage } from './message.ts';

/** A web search costs a cent, here in dollars per million as prices are. */
const SEARCH = 10_000;

/** US dollars. */
export interface Cost {
  /** All of it: prompt, completion and searches. */
  total: number;
  prompt: number;
  completion: number;
}

/** The cost of a message. Tokens read from the cache and written to it count at their own prices, where the model has such. */
export function costOf(usage: Usage, price: ModelPrice): Cost {
  const read = (usage.cache_read_input_tokens ?? 0) * (price.cacheRead ?? price.input);
  const longWrites = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  const shortWrites = (usage.cache_creation_input_tokens ?? 0) - longWrites;
  const written = shortWrites * (price.cacheWrite5m ?? price.input) + longWrites * (price.cacheWrite1h ?? price.input);
  const prompt = usage.input_tokens * price.input + read + written;
  const completion = usage.output_tokens * price.output;
  const searches = (usage.server_tool_use?.web_search_requests ?? 0) * SEARCH;
  return { total: dollars(prompt + completion + searches), prompt: dollars(prompt), completion: dollars(completion) };
}

/** The cost in US dollars as the usage tells it, else by the price of its model; null when neither is known. */
export function dollarsOf(usage: Usage, price: ModelPrice | undefined): number | null {
  const told = usage['cost'];
  if (typeof told === 'number') return told;
  return price ? costOf(usage, price).total : null;
}

/** Dollars of a sum in dollars per million tokens, to a tenth of a nano-dollar, so that no binary noise shows. */
function dollars(perMillion: number): number {
  return Math.round(perMillion * 1e4) / 1e10;
}
