import { ChatAnthropic } from '@langchain/anthropic';
import { AIMessage, type AIMessageChunk, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { mockServer } from './mock-server.ts';

const server = mockServer();

const DOORS = [
  { base: '', sonnet: 'claude-sonnet-4-6' },
  { base: '/api', sonnet: 'anthropic/claude-sonnet-4.6' },
];

const PERSON = z.object({ name: z.string(), email: z.email(), age: z.int() });
const WEATHER = tool(({ city }) => `18 degrees in ${city}`, {
  name: 'get_weather',
  description: 'Current weather of a city',
  schema: z.object({ city: z.string() }),
});
const QUESTION = new HumanMessage('What is the weather in Paris?');
const PROMPT = 'Tell me about the rivers of Portugal.';

describe.each(DOORS)('LangChain on the base URL "$base"', ({ base, sonnet }) => {
  const chat = (options: ConstructorParameters<typeof ChatAnthropic>[0] = {}) =>
    new ChatAnthropic({
      model: sonnet,
      apiKey: 'sk-any',
      anthropicApiUrl: `${server.url()}${base}`,
      maxTokens: 4000,
      maxRetries: 0,
      ...options,
    });

  test('invokes the model, and counts its tokens', async () => {
    const message = await chat().invoke(PROMPT);
    expect(message.text).toMatch(/\w/);
    const { input_tokens, output_tokens, total_tokens } = message.usage_metadata!;
    expect(input_tokens).toBeGreaterThan(5);
    expect(total_tokens).toBe(input_tokens + output_tokens);
    expect(message.response_metadata).toMatchObject({ model: sonnet, stop_reason: 'end_turn' });
  });

  test('streams the same text with the same counts', async () => {
    const whole = await chat().invoke(PROMPT);
    let streamed: AIMessageChunk | undefined;
    let pieces = 0;
    for await (const chunk of await chat().stream(PROMPT)) {
      if (chunk.text !== '') pieces++;
      streamed = streamed ? streamed.concat(chunk) : chunk;
    }
    expect(pieces).toBeGreaterThan(2);
    expect(streamed?.text).toBe(whole.text);
    const { input_tokens, output_tokens } = whole.usage_metadata!;
    // LangChain adds up what message_start and message_delta tell, although the latter is the total.
    expect(streamed?.usage_metadata).toMatchObject({ input_tokens, output_tokens: output_tokens + 1 });
  });

  test('reaches the server by the options of the client as well', async () => {
    const clientOptions = { baseURL: `${server.url()}${base}` };
    const message = await chat({ anthropicApiUrl: undefined, clientOptions }).invoke(PROMPT);
    expect(message.text).toBe((await chat().invoke(PROMPT)).text);
  });

  test('calls bound tools, and ends in text when it is told their results', async () => {
    const bound = chat().bindTools([WEATHER]);
    const first = await bound.invoke([QUESTION]);
    expect(first.tool_calls).toMatchObject([{ name: 'get_weather', args: { city: 'Paris' } }]);
    const results: ToolMessage[] = [];
    for (const call of first.tool_calls ?? []) results.push(await WEATHER.invoke({ ...call, type: 'tool_call' }));
    expect(results[0]).toBeInstanceOf(ToolMessage);
    const second = await bound.invoke([QUESTION, first, ...results]);
    expect(second.tool_calls).toEqual([]);
    expect(second.text).toContain('18 degrees in Paris');
  });

  test('gathers the same call from a stream', async () => {
    const bound = chat().bindTools([WEATHER], { tool_choice: 'any' });
    const whole = await bound.invoke([QUESTION]);
    let streamed: AIMessageChunk | undefined;
    for await (const chunk of await bound.stream([QUESTION])) streamed = streamed ? streamed.concat(chunk) : chunk;
    const [call] = whole.tool_calls ?? [];
    expect(streamed?.tool_calls).toMatchObject([{ name: 'get_weather', args: call?.args }]);
    expect(streamed?.invalid_tool_calls).toEqual([]);
  });

  test.each(['functionCalling', 'jsonSchema'] as const)('gives structured output by %s', async (method) => {
    const person = await chat().withStructuredOutput(PERSON, { method }).invoke('Invent a person.');
    expect(PERSON.parse(person)).toEqual(person);
  });

  test('thinks, and can send its thinking back with a result', async () => {
    const thinking = { type: 'enabled' as const, budget_tokens: 1024 };
    const bound = chat({ thinking }).bindTools([WEATHER]);
    const first = await bound.invoke([QUESTION]);
    expect(first.content).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'thinking' })]));
    const result = await WEATHER.invoke({ ...first.tool_calls![0]!, type: 'tool_call' });
    const second = await bound.invoke([QUESTION, new AIMessage(first), result]);
    expect(second.text).toContain('18 degrees in Paris');
  });

  test('throws a refusal with its status', async () => {
    await expect(chat({ maxTokens: 1.5 }).invoke(PROMPT)).rejects.toMatchObject({ status: 400 });
  });
});
