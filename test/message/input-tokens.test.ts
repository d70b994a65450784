import { describe, expect, test } from 'vitest';
import { inputTokens } from '../../src/message/input-tokens.ts';
import type { MessagesRequest, RequestBlock } from '../../src/message/request.ts';
import { ask, model, weather } from '../synthesis/ask.ts';

const said = (...content: RequestBlock[]): MessagesRequest => ask('', { messages: [{ role: 'user', content }] });
const tokens = (request: MessagesRequest, changes = {}) => inputTokens(request, model(changes));
const hello = tokens(ask('Hello'));

describe('input tokens', () => {
  test('of a word are the few that frame it, and the word', () => {
    expect(hello).toBe(8);
    expect(tokens(said({ type: 'text', text: 'Hello' }))).toBe(hello);
  });

  test('grow with system, messages and text', () => {
    expect(tokens(ask('Hello', { system: 'Be brief' }))).toBe(hello + 2);
    expect(tokens(ask('Hello', { system: [{ type: 'text', text: 'Be brief' }] }))).toBe(hello + 2);
    const two = ask('', {
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hello' },
      ],
    });
    expect(tokens(two)).toBe(hello + 5);
  });

  test('are more for models with larger tokenizers', () => {
    const request = ask('word '.repeat(1000));
    expect(tokens(request, { tokenScale: 1.3 })).toBe(Math.ceil(tokens(request) * 1.3));
  });

  test('count the hidden tool prompt, which is longer when a call is forced', () => {
    const plain = tokens(ask('Hello', { tools: [weather] }));
    expect(plain).toBeGreaterThan(hello + 496);
    expect(tokens(ask('Hello', { tools: [weather], tool_choice: { type: 'any' } }))).toBe(plain + 92);
    expect(tokens(ask('Hello', { tools: [weather], tool_choice: { type: 'none' } }))).toBe(plain);
    expect(tokens(ask('Hello', { tools: [] }))).toBe(hello);
  });

  test('count names, descriptions and schemas of tools', () => {
    const plain = tokens(ask('Hello', { tools: [weather] }));
    expect(
      tokens(ask('Hello', { tools: [{ ...weather, description: `${weather.description} with some words` }] })),
    ).toBe(plain + 3);
    const schema = { ...weather.input_schema, description: 'Where' };
    expect(tokens(ask('Hello', { tools: [{ ...weather, input_schema: schema }] }))).toBeGreaterThan(plain);
  });

  test('count the definition that bash brings along, which newer models write longer', () => {
    const bash = { tools: [{ type: 'bash_20250124', name: 'bash' }] };
    const own = { tools: [{ name: 'bash' }] };
    expect(tokens(ask('Hello', bash)) - tokens(ask('Hello', own))).toBe(244);
    expect(tokens(ask('Hello', bash), { tokenScale: 1.3 }) - tokens(ask('Hello', own), { tokenScale: 1.3 })).toBe(325);
  });

  const big = 'A'.repeat(100_000);
  const blocks: [what: string, block: RequestBlock, low: number, high: number][] = [
    [
      'an image, whatever its bytes',
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: big } },
      1000,
      2000,
    ],
    [
      'a PDF, whatever its bytes',
      { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: big } },
      1500,
      6000,
    ],
    [
      'a text document by its text',
      { type: 'document', title: 'T', source: { type: 'text', media_type: 'text/plain', data: 'one two three' } },
      4,
      4,
    ],
    [
      'a document of blocks',
      { type: 'document', source: { type: 'content', content: [{ type: 'text', text: 'one two' }] } },
      2,
      2,
    ],
    ['old thinking as little', { type: 'thinking', thinking: big, signature: big }, 1, 10],
    ['a call by its arguments', { type: 'tool_use', id: big, name: 'f', input: { a: 'one two three' } }, 10, 25],
    [
      'a result by its text',
      { type: 'tool_result', tool_use_id: big, content: [{ type: 'text', text: 'one two' }] },
      5,
      15,
    ],
    [
      'search results without what is encrypted',
      {
        type: 'web_search_tool_result',
        content: [{ type: 'web_search_result', title: 'One', encrypted_content: big }],
      },
      3,
      15,
    ],
  ];
  test.each(blocks)('count %s', (_what, block, low, high) => {
    const count = tokens(said(block)) - tokens(said());
    expect(count).toBeGreaterThanOrEqual(low);
    expect(count).toBeLessThanOrEqual(high);
  });

  test('survive arguments nested without end', () => {
    const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 1);
    expect(tokens(said({ type: 'tool_use', id: 'a', name: 'f', input: deep }))).toBeGreaterThan(100_000);
  });
});
