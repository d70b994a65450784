/** Usage as OpenRouter prints it: every key that its contract demands, and what it costs. Source: messages-api section 7.7. */
import { costOf } from '../message/cost.ts';
import type { Usage } from '../message/message.ts';
import type { ModelPrice } from '../model.ts';

/** Usage with every key that the contract demands, and the cost in US dollars by the catalogue's prices. */
export function billed(usage: Usage, price: ModelPrice): Usage {
  const { total, prompt, completion } = costOf(usage, price);
  return {
    ...usage,
    cache_creation: usage.cache_creation ?? null,
    cache_creation_input_tokens: usage.cache_creation_input_tokens ?? null,
    cache_read_input_tokens: usage.cache_read_input_tokens ?? null,
    inference_geo: null,
    output_tokens_details: usage.output_tokens_details ?? null,
    server_tool_use: usage.server_tool_use ?? null,
    service_tier: usage.service_tier ?? 'standard',
    cost: total,
    is_byok: false,
    cost_details: {
      upstream_inference_cost: null,
      upstream_inference_prompt_cost: prompt,
      upstream_inference_completions_cost: completion,
    },
  };
}
