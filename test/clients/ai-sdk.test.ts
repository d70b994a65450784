import { createAnthropic } from '@ai-sdk/anthropic';
import { APICallError, generateText, Output, stepCountIs, streamText, tool } from 'ai';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { mockServer } from './mock-server.ts';

const server = mockServer();

const DOORS = [
  { base: '/v1', sonnet: 'claude-sonnet-4-6' },
  { base: '/api/v1', sonnet: 'anthropic/claude-sonnet-4.6' },
];

const PERSON = z.object({ name: z.string(), email: z.email(), age: z.int() });
const WEATHER = tool({
  description: 'Current weather of a city',
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `18 degrees in ${city}`,
});

describe.each(DOORS)('the AI SDK on $base', ({ base, sonnet }) => {
  const model = () => createAnthropic({ baseURL: `${server.url()}${base}`, apiKey: 'sk-any' })(sonnet);
  const ask = () => ({
    model: model(),
    maxRetries: 0,
    maxOutputTokens: 4000,
    prompt: 'Tell me about the rivers of Portugal.',
  });
  const askWeather = () => ({
    ...ask(),
    prompt: 'What is the weather in Paris?',
    tools: { get_weather: WEATHER },
    stopWhen: stepCountIs(4),
  });

  test('generates text, and counts it', async () => {
    const { text, usage, finishReason, warnings, response } = await generateText(ask());
    expect(text).toMatch(/\w/);
    expect(finishReason).toBe('stop');
    expect(usage.inputTokens).toBeGreaterThan(5);
    expect(usage.totalTokens).toBe(usage.inputTokens! + usage.outputTokens!);
    expect(warnings).toEqual([]);
    expect(response.modelId).toBe(sonnet);
  });

  test('streams the same text with the same counts', async () => {
    const whole = await generateText(ask());
    const result = streamText(ask());
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toBe(whole.text);
    expect(await result.finishReason).toBe('stop');
    expect(await result.usage).toMatchObject({
      inputTokens: whole.usage.inputTokens,
      outputTokens: whole.usage.outputTokens,
    });
  });

  test('finishes for length at its token limit', async () => {
    const { finishReason, usage } = await generateText({ ...ask(), maxOutputTokens: 7 });
    expect([finishReason, usage.outputTokens]).toEqual(['length', 7]);
  });

  test.each(['outputFormat', 'jsonTool'] as const)(
    'generates and streams an object by %s',
    async (structuredOutputMode) => {
      const params = {
        ...ask(),
        prompt: 'Invent a person.',
        output: Output.object({ schema: PERSON }),
        providerOptions: { anthropic: { structuredOutputMode } },
      };
      const { output } = await generateText(params);
      expect(PERSON.parse(output)).toEqual(output);
      const result = streamText(params);
      const partial: unknown[] = [];
      for await (const part of result.partialOutputStream) partial.push(part);
      expect(partial.length).toBeGreaterThan(1);
      const streamed = await result.output;
      expect(partial.at(-1)).toEqual(streamed);
      expect(PERSON.parse(streamed)).toEqual(streamed);
    },
  );

  test('runs tools until the answer is text', async () => {
    const { steps, text, finishReason } = await generateText(askWeather());
    expect(steps.map((step) => step.finishReason)).toEqual(['tool-calls', 'stop']);
    expect(steps[0]?.toolCalls).toMatchObject([{ toolName: 'get_weather', input: { city: 'Paris' } }]);
    expect(steps[0]?.toolResults).toMatchObject([{ output: '18 degrees in Paris' }]);
    expect(finishReason).toBe('stop');
    expect(text).toContain('18 degrees in Paris');
  });

  test('runs tools in a stream as well', async () => {
    const result = streamText(askWeather());
    const kinds: string[] = [];
    for await (const { type } of result.fullStream) kinds.push(type);
    expect(kinds).toEqual(expect.arrayContaining(['tool-input-delta', 'tool-call', 'tool-result', 'text-delta']));
    expect(kinds).not.toContain('error');
    expect(await result.text).toContain('18 degrees in Paris');
  });

  test('shows reasoning, and takes it through a loop of tools', async () => {
    const providerOptions = { anthropic: { thinking: { type: 'enabled' as const, budgetTokens: 1024 } } };
    const { steps } = await generateText({ ...askWeather(), providerOptions });
    expect(steps[0]?.reasoningText).toMatch(/\w/);
    expect(JSON.stringify(steps[0]?.reasoning)).toMatch(/"signature":"\S{40,}"/);
    expect(steps.map((step) => step.finishReason)).toEqual(['tool-calls', 'stop']);
    const streamed = await streamText({ ...askWeather(), providerOptions }).steps;
    expect(streamed[0]?.reasoningText).toMatch(/\w/);
    expect(streamed.map((step) => step.finishReason)).toEqual(['tool-calls', 'stop']);
  });

  test('throws a refusal as an APICallError that is not to be retried', async () => {
    const before = server.exchanges.length;
    const bitmap = { type: 'image' as const, image: 'Qk0=', mediaType: 'image/bmp' };
    const { prompt: _, ...params } = ask();
    const call = generateText({ ...params, maxRetries: 3, messages: [{ role: 'user', content: [bitmap] }] });
    const error = await call.catch((thrown: unknown) => thrown);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      statusCode: 400,
      isRetryable: false,
      data: { error: { type: 'invalid_request_error' } },
    });
    expect(server.exchanges.length).toBe(before + 1);
  });
});
