import { describe, expect, test } from 'vitest';
import { resolveModel } from '../../src/backend/catalogue.ts';
import { inputTokens } from '../../src/message/input-tokens.ts';
import type { MessagesRequest, RequestBlock } from '../../src/message/request.ts';
import { pdf, png } from '../support/media.ts';
import { ask, model, weather } from '../synthesis/ask.ts';

const said = (...content: RequestBlock[]): MessagesRequest => ask('', { messages: [{ role: 'user', content }] });
const tokens = (request: MessagesRequest, changes = {}) => inputTokens(request, model(changes));
const hello = tokens(ask('Hello'));

/** Source: section 6.1, the services' pricing pages. */
const TOOL_PROMPTS: [model: string, auto: number, forced: number][] = [
  ['claude-opus-5', 286, 406],
  ['claude-opus-4-8', 290, 410],
  ['claude-opus-4-7', 675, 804],
  ['claude-opus-4-6', 497, 589],
  ['claude-sonnet-5', 354, 474],
  ['claude-sonnet-4-6', 497, 589],
  ['claude-opus-4-5', 496, 588],
  ['claude-sonnet-4-5', 496, 588],
  ['claude-haiku-4-5', 496, 588],
  ['claude-opus-4-1', 313, 315],
];

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

  test.each(TOOL_PROMPTS)('of %s count its own hidden tool prompt', (id, auto, forced) => {
    const traits = resolveModel(id);
    const count = (changes: Partial<MessagesRequest>) => inputTokens(ask('Hello', changes), traits);
    // The tool itself, on the scale of the model's tokenizer.
    const whole = tokens(ask('Hello', { tools: [weather] })) - model().toolPromptTokens.auto;
    const own = Math.ceil(whole * traits.tokenScale);
    expect(count({ tools: [weather] })).toBe(own + auto);
    expect(count({ tools: [weather], tool_choice: { type: 'auto' } })).toBe(own + auto);
    expect(count({ tools: [weather], tool_choice: { type: 'none' } })).toBe(own + auto);
    expect(count({ tools: [weather], tool_choice: { type: 'any' } })).toBe(own + forced);
    expect(count({ tools: [weather], tool_choice: { type: 'tool', name: 'get_weather' } })).toBe(own + forced);
  });

  test('of system text are those of the same words in a message, without its frame', () => {
    const words = 'Answer in French, and never mention the weather. '.repeat(20);
    const system = tokens(ask('Hello', { system: words })) - hello;
    expect(system).toBe(tokens(ask(words)) - tokens(ask('')));
    for (const id of ['claude-sonnet-4-6', 'claude-opus-4-8']) {
      const added =
        inputTokens(ask('Hello', { system: words }), resolveModel(id)) - inputTokens(ask('Hello'), resolveModel(id));
      expect(Math.abs(added - system * resolveModel(id).tokenScale)).toBeLessThanOrEqual(1);
    }
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
  const imageSource = { type: 'base64', media_type: 'image/png', data: png(1000, 650) };
  const fileSource = { type: 'file', file_id: 'file_1' };
  const blocks: [what: string, block: RequestBlock, low: number, high: number][] = [
    ['an image by its size', { type: 'image', source: imageSource }, 36 * 24, 36 * 24],
    [
      'an image in the result of a tool',
      { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'image', source: imageSource }] },
      36 * 24 + 8,
      36 * 24 + 8,
    ],
    [
      'an image in a document',
      { type: 'document', source: { type: 'content', content: [{ type: 'image', source: imageSource }] } },
      36 * 24,
      36 * 24,
    ],
    [
      'an image without a size like one of a megapixel',
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: big } },
      1500,
      1500,
    ],
    [
      'an image by its address',
      { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
      1500,
      1500,
    ],
    ['an uploaded image', { type: 'image', source: fileSource }, 1500, 1500],
    [
      'a PDF by its pages',
      { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf(12) } },
      12 * 3000,
      12 * 4600,
    ],
    [
      'a PDF in the result of a tool',
      {
        type: 'tool_result',
        tool_use_id: 'a',
        content: [{ type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf(2) } }],
      },
      2 * 3000,
      2 * 4600,
    ],
    [
      'a PDF by its address',
      { type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } },
      3000,
      4600,
    ],
    ['an uploaded PDF', { type: 'document', source: fileSource }, 3000, 4600],
    [
      'a PDF that is none',
      { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: big } },
      3000,
      4600,
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
