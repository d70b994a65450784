import { expect, test } from 'vitest';
import { outputTokens } from '../../src/message/output-tokens.ts';

const plain = { tokenScale: 1 };

test('an answer costs its words, its thoughts and its arguments', () => {
  expect(outputTokens([{ type: 'text', text: 'Hello, world' }], plain)).toEqual({ output: 3, thinking: 0 });
  expect(outputTokens([{ type: 'thinking', thinking: 'one two', signature: 'long signature' }], plain)).toEqual({
    output: 2,
    thinking: 2,
  });
  const call = (input: Record<string, unknown>) =>
    outputTokens([{ type: 'tool_use', id: 'toolu_1', name: 'f', input }], plain).output;
  expect(call({})).toBe(1);
  expect(call({ a: 1 })).toBeGreaterThan(1);
});

test('what was found, summarized or hidden costs nothing, and no answer is free', () => {
  const content = [
    { type: 'web_search_tool_result' as const, tool_use_id: 'a', content: [{ title: 'Many words here' }] },
    { type: 'compaction' as const, content: 'A summary of many words.' },
    { type: 'redacted_thinking' as const, data: 'abcdefgh' },
  ];
  expect(outputTokens(content, plain)).toEqual({ output: 1, thinking: 0 });
});

test("tokens are the model's own, rounded up once", () => {
  const content = Array.from({ length: 10 }, () => ({ type: 'text' as const, text: 'a' }));
  expect(outputTokens(content, { tokenScale: 1.3 }).output).toBe(13);
});
