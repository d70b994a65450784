/** Usage as OpenRouter prints it: every key that its contract demands, and what it costs. Source: messages-api section 7.7. */
import type { Usage } from '../message/message.ts';
import type { ModelPrice } from '../model.ts';

/** A web search costs a cent, here in dollars per million as prices are. */
const SEARCH = 10_000;

/** Usage with every key that the contract demands, and the cost in US dollars by the catalogue's prices. */
export function billed(usage: Usage, price: ModelPrice): Usage {
  const read = (usage.cache_read_input_tokens ?? 0) * (price.cacheRead ?? price.input);
  const longWrites = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  const shortWrites = (usage.cache_creation_input_tokens ?? 0) - longWrites;
  const written = shortWrites * (price.cacheWrite5m ?? price.input) + longWrites * (price.cacheWrite1h ?? price.input);
  const prompt = usage.input_tokens * price.input + read + written;
  const completion = usage.output_tokens * price.output;
  const searches = (usage.server_tool_use?.web_search_requests ?? 0) * SEARCH;
  return {
    ...usage,
    cache_creation: usage.cache_creation ?? null,
    cache_creation_input_tokens: usage.cache_creation_input_tokens ?? null,
    cache_read_input_tokens: usage.cache_read_input_tokens ?? null,
    inference_geo: null,
    output_tokens_details: usage.output_tokens_details ?? null,
    server_tool_use: usage.server_tool_use ?? null,
    service_tier: usage.service_tier ?? 'standard',
    cost: dollars(prompt + completion + searches),
    is_byok: false,
    cost_details: {
      upstream_inference_cost: null,
      upstream_inference_prompt_cost: dollars(prompt),
      upstream_inference_completions_cost: dollars(completion),
    },
  };
}

/** Dollars of a sum in dollars per million tokens, to a tenth of a nano-dollar, so that no binary noise shows. */
function dollars(perMillion: number): number {
  return Math.round(perMillion * 1e4) / 1e10;
}
