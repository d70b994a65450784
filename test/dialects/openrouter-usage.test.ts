import { expect, test } from 'vitest';
import { billed } from '../../src/dialects/openrouter-usage.ts';
import type { ModelPrice } from '../../src/model.ts';

const PRICE: ModelPrice = { input: 3, output: 15, cacheWrite5m: 3.75, cacheWrite1h: 6, cacheRead: 0.3 };

test('the cost adds what was read from and written to the cache, and a cent per web search', () => {
  const usage = billed(
    {
      input_tokens: 1000,
      output_tokens: 100,
      cache_read_input_tokens: 2000,
      cache_creation_input_tokens: 300,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
      server_tool_use: { web_search_requests: 2 },
    },
    PRICE,
  );
  expect(usage['cost']).toBe((3000 + 1500 + 600 + 375 + 1200) / 1e6 + 0.02);
  expect(usage['cost_details']).toEqual({
    upstream_inference_cost: null,
    upstream_inference_prompt_cost: 0.005175,
    upstream_inference_completions_cost: 0.0015,
  });
  expect(usage.server_tool_use).toEqual({ web_search_requests: 2 });
});

test('a model without cache prices reads and writes at the price of input', () => {
  const free = { ...PRICE, cacheRead: null, cacheWrite5m: null, cacheWrite1h: null };
  const usage = billed({ input_tokens: 0, output_tokens: 0, cache_read_input_tokens: 10 }, free);
  expect(usage['cost']).toBe(0.00003);
});

test('no binary noise shows in a price', () => {
  for (let tokens = 1; tokens < 2000; tokens += 7) {
    const { cost } = billed({ input_tokens: tokens, output_tokens: tokens }, PRICE);
    expect(String(cost).length).toBeLessThan(14);
  }
});
