import Anthropic from '@anthropic-ai/sdk';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { mockServer } from './mock-server.ts';

const server = mockServer();

const DOORS = [
  { base: '', sonnet: 'claude-sonnet-4-6', opus: 'claude-opus-4-8' },
  { base: '/api', sonnet: 'anthropic/claude-sonnet-4.6', opus: 'anthropic/claude-opus-4.8' },
];

const CITY = z.object({ city: z.string(), unit: z.enum(['celsius', 'fahrenheit']).optional() });
const WEATHER: Anthropic.Tool = {
  name: 'get_weather',
  description: 'Current weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const QUESTION: Anthropic.MessageParam = { role: 'user', content: 'What is the weather in Paris?' };

/** A result for every call of a message, as the next turn of its conversation. */
function resultsOf({ content }: Anthropic.Message): Anthropic.MessageParam {
  const calls = content.filter((block) => block.type === 'tool_use');
  return {
    role: 'user',
    content: calls.map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: '18 degrees, light rain' })),
  };
}

const inputsOf = ({ content }: Anthropic.Message) =>
  content.flatMap((block) => (block.type === 'tool_use' ? [block.input] : []));

describe.each(DOORS)('tools of the Anthropic SDK on the base URL "$base"', ({ base, sonnet }) => {
  const client = () => new Anthropic({ baseURL: `${server.url()}${base}`, apiKey: 'sk-any', maxRetries: 0 });
  const ask = { model: sonnet, max_tokens: 1000, tools: [WEATHER], messages: [QUESTION] };

  test('are called, and their results end the loop in text', async () => {
    const first = await client().messages.create(ask);
    expect(first.stop_reason).toBe('tool_use');
    expect(first.content.at(-1)).toMatchObject({ type: 'tool_use', name: 'get_weather', input: { city: 'Paris' } });
    const messages = [QUESTION, { role: first.role, content: first.content }, resultsOf(first)];
    const second = await client().messages.create({ ...ask, messages });
    expect(second).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text' }] });
  });

  test('are called with the same arguments in a stream, which grow as JSON', async () => {
    const whole = await client().messages.create(ask);
    const stream = client().messages.stream(ask);
    const grown: unknown[] = [];
    stream.on('inputJson', (_piece, snapshot) => grown.push(snapshot));
    const streamed = await stream.finalMessage();
    expect(inputsOf(streamed)).toEqual(inputsOf(whole));
    expect(grown.at(-1)).toEqual(inputsOf(whole).at(-1));
  });

  test('of a forced choice are called without a word before', async () => {
    const tool_choice = { type: 'tool' as const, name: 'get_weather' };
    const { content } = await client().messages.create({ ...ask, tool_choice });
    expect(content.map(({ type }) => type)).toEqual(['tool_use']);
  });

  test.each([false, true])('are run by the tool runner (stream: %s) until the answer is text', async (stream) => {
    const asked: z.infer<typeof CITY>[] = [];
    const tool = betaZodTool({
      name: 'get_weather',
      description: 'Current weather of a city',
      inputSchema: CITY,
      run: (input) => {
        asked.push(input);
        return '18 degrees';
      },
    });
    // A thread would have the server keep the conversation.
    const params = { model: sonnet, max_tokens: 1000, messages: [QUESTION as Anthropic.Beta.BetaMessageParam] };
    const runner = client().beta.messages.toolRunner({ ...params, tools: [tool], stream, thread: false });
    const last = await runner.runUntilDone();
    expect(asked).toEqual([expect.objectContaining({ city: 'Paris' })]);
    expect(last).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text' }] });
    expect(JSON.stringify(last.content)).toContain('18 degrees');
  });

  test('cut short at max_tokens leave what came of their arguments, and the stream does not fail', async () => {
    const cut = { ...ask, tool_choice: { type: 'any' as const }, max_tokens: 4 };
    const streamed = await client().messages.stream(cut).finalMessage();
    expect(streamed).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 4 } });
    const whole = await client().messages.create(cut);
    expect(streamed.content.map(({ type }) => type)).toEqual(['tool_use']);
    expect(inputsOf(streamed)).toEqual(inputsOf(whole));
  });
});

describe.each(DOORS)('thinking of the Anthropic SDK on the base URL "$base"', ({ base, sonnet, opus }) => {
  const client = () => new Anthropic({ baseURL: `${server.url()}${base}`, apiKey: 'sk-any', maxRetries: 0 });
  const thinking = { type: 'enabled' as const, budget_tokens: 1024 };
  const ask = { model: sonnet, max_tokens: 4000, thinking, tools: [WEATHER], messages: [QUESTION] };

  test('goes before a call and back unchanged with its result', async () => {
    const first = await client().messages.create(ask);
    const [thought] = first.content;
    expect(thought).toMatchObject({
      type: 'thinking',
      thinking: expect.stringMatching(/\w/),
      signature: expect.stringMatching(/^\S{40,}$/),
    });
    expect(first.content.at(-1)?.type).toBe('tool_use');
    const messages = [QUESTION, { role: first.role, content: first.content }, resultsOf(first)];
    const second = await client().messages.create({ ...ask, messages });
    expect(second).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text' }] });
  });

  test('streams as deltas with the signature at its end', async () => {
    const stream = client().messages.stream(ask);
    const heard: string[] = [];
    const signatures: string[] = [];
    stream.on('thinking', (piece) => heard.push(piece)).on('signature', (signature) => signatures.push(signature));
    const [thought] = (await stream.finalMessage()).content;
    expect(thought).toEqual({ type: 'thinking', thinking: heard.join(''), signature: signatures.join('') });
    expect(signatures).toHaveLength(1);
  });

  test('that is omitted is empty but signed, and can be sent back', async () => {
    const adaptive = { ...ask, model: opus, thinking: { type: 'adaptive' as const, display: 'omitted' as const } };
    const first = await client().messages.create(adaptive);
    expect(first.content[0]).toMatchObject({ type: 'thinking', thinking: '', signature: expect.stringMatching(/\S/) });
    const messages = [QUESTION, { role: first.role, content: first.content }, resultsOf(first)];
    const second = await client().messages.create({ ...adaptive, messages });
    expect(second.content.at(-1)?.type).toBe('text');
  });
});
