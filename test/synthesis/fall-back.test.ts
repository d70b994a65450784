import { describe, expect, test } from 'vitest';
import { ask as body, type DoorName, mockOf, post } from '../support/wire.ts';

interface Reply {
  model: string;
  content: { type: string; text?: string; [key: string]: unknown }[];
  stop_reason: string;
  usage: { input_tokens: number; output_tokens: number; iterations?: Record<string, unknown>[] };
}

async function reply(changes: Record<string, unknown>, wish = 'refusal', door: DoorName = 'anthropic'): Promise<Reply> {
  const { status, text } = await post(mockOf(), door, body(door, changes), { 'x-mock-wish': wish });
  expect(status, text).toBe(200);
  return JSON.parse(text) as Reply;
}

const ASKED = 'claude-opus-5';
const OPUS = 'claude-opus-4-8';
const HAIKU = 'claude-haiku-4-5';
const kinds = ({ content }: Reply) => content.map(({ type }) => type);
const counted = ({ iterations = [] }: Reply['usage']) => iterations.map(({ type, model }) => [type, model]);
const refusal = { type: 'refusal', category: expect.any(String) };

describe('fallbacks', () => {
  test('answer in place of a model that refused, and say so', async () => {
    const { content, ...reply_ } = await reply({ model: ASKED, fallbacks: [{ model: OPUS }, { model: HAIKU }] });
    expect(content[0]).toEqual({ type: 'fallback', from: { model: ASKED }, to: { model: OPUS }, trigger: refusal });
    expect(content.at(-1)!.text).not.toBe('');
    expect(reply_).toMatchObject({ model: OPUS, stop_reason: 'end_turn', stop_details: null });
    expect(counted(reply_.usage)).toEqual([
      ['message', ASKED],
      ['fallback_message', OPUS],
    ]);
    const { input_tokens, output_tokens, iterations } = reply_.usage;
    expect(iterations![1]).toMatchObject({ input_tokens, output_tokens });
    expect(iterations![0]).toMatchObject({ output_tokens: 0 });
  });

  test('go on where the first model broke off', async () => {
    const made = await reply({ model: HAIKU, fallbacks: [{ model: OPUS }] }, 'refusal-midway');
    expect(kinds(made)).toEqual(['text', 'fallback', 'text']);
  });

  test('are tried in turn, and the last refusal is told when all refuse', async () => {
    const fallbacks = [{ model: `${OPUS}:mock-refusal` }, { model: HAIKU }];
    const second = await reply({ model: ASKED, fallbacks });
    expect(kinds(second).filter((kind) => kind === 'fallback')).toHaveLength(2);
    expect(second.content.find(({ to }) => (to as { model: string } | undefined)?.model === HAIKU)).toMatchObject({
      from: { model: OPUS },
    });
    expect(second.model).toBe(HAIKU);
    const none = await reply({ model: ASKED, fallbacks: fallbacks.slice(0, 1) });
    expect(none).toMatchObject({ stop_reason: 'refusal', content: [{ type: 'fallback' }] });
    expect(counted(none.usage)).toEqual([
      ['message', ASKED],
      ['message', OPUS],
    ]);
  });

  test('have settings of their own', async () => {
    const fallbacks = [{ model: OPUS, max_tokens: 3, thinking: { type: 'disabled' } }];
    const { stop_reason, usage } = await reply({ model: HAIKU, fallbacks });
    expect([stop_reason, usage.output_tokens]).toEqual(['max_tokens', 3]);
  });

  test('by default are those of the model, if it has any', async () => {
    expect((await reply({ model: ASKED, fallbacks: 'default' })).model).toBe(OPUS);
    expect(await reply({ model: HAIKU, fallbacks: 'default' })).toMatchObject({ stop_reason: 'refusal', content: [] });
  });

  test('change nothing when nobody refuses', async () => {
    const { content } = await reply({ model: HAIKU, fallbacks: [{ model: OPUS }] }, 'empty');
    expect(content).toEqual([]);
  });

  test('behind LLM Router, which passes them on, may be anything', async () => {
    const model = 'anthropic/claude-opus-5';
    const made = await reply({ model, fallbacks: [null, 7, { model: OPUS }] }, 'refusal', 'llm-router');
    expect(made.model).toBe(OPUS);
    expect(made.content[0]).toMatchObject({ type: 'fallback', from: { model } });
  });

  test('add no block on OpenRouter', async () => {
    const made = await reply({ fallbacks: [{ model: 'openai/gpt-5-mini' }] }, 'refusal', 'openrouter');
    expect(made.content).toEqual([]);
  });
});
