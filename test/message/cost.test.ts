import { describe, expect, test } from 'vitest';
import { costOf } from '../../src/message/cost.ts';

const PRICE = { input: 3, output: 15, cacheWrite5m: 3.75, cacheWrite1h: 6, cacheRead: 0.3 };

describe('the cost of a message', () => {
  test('is its tokens at the prices of its model', () => {
    expect(costOf({ input_tokens: 1000, output_tokens: 100 }, PRICE)).toEqual({
      total: 0.0045,
      prompt: 0.003,
      completion: 0.0015,
    });
  });

  test('has prices of their own for what is read from the cache and written to it', () => {
    const usage = {
      input_tokens: 0,
      output_tokens: 0,
      cache_read_input_tokens: 1000,
      cache_creation_input_tokens: 3000,
      cache_creation: { ephemeral_5m_input_tokens: 1000, ephemeral_1h_input_tokens: 2000 },
    };
    expect(costOf(usage, PRICE).total).toBeCloseTo((0.3 + 3.75 + 12) / 1000, 10);
    const uncached = { ...PRICE, cacheRead: null, cacheWrite5m: null, cacheWrite1h: null };
    expect(costOf(usage, uncached).total).toBeCloseTo(0.012, 10);
  });

  test('has a cent for every web search', () => {
    const usage = { input_tokens: 0, output_tokens: 0, server_tool_use: { web_search_requests: 2 } };
    expect(costOf(usage, PRICE)).toEqual({ total: 0.02, prompt: 0, completion: 0 });
  });
});
