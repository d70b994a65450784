import { expect, test } from 'vitest';
import { freshUsage } from '../../src/message/fresh-usage.ts';

const spent = { input: 5, output: 7, thinking: null, results: [] };

test('a plain answer is billed without what it did not use', () => {
  expect(Object.keys(freshUsage(spent))).toEqual([
    'input_tokens',
    'cache_creation_input_tokens',
    'cache_read_input_tokens',
    'cache_creation',
    'output_tokens',
    'service_tier',
  ]);
  expect(freshUsage(spent)).toMatchObject({ input_tokens: 5, output_tokens: 7 });
});

test('thinking is told, though there be none', () => {
  expect(freshUsage({ ...spent, thinking: 0 }).output_tokens_details).toEqual({ thinking_tokens: 0 });
});

test('web tools are counted when they worked', () => {
  const results = [
    { type: 'web_search_tool_result', content: [] },
    { type: 'web_fetch_tool_result', content: { type: 'web_fetch_tool_result_error', error_code: 'unavailable' } },
    { type: 'bash_code_execution_tool_result', content: {} },
  ];
  const counts = { web_search_requests: 1, web_fetch_requests: 0 };
  expect(freshUsage({ ...spent, results }).server_tool_use).toEqual(counts);
  expect(freshUsage({ ...spent, results: results.slice(2) })).not.toHaveProperty('server_tool_use');
});
