import { createAnthropic } from '@ai-sdk/anthropic';
import Anthropic, { APIConnectionError, APIUserAbortError, BadRequestError } from '@anthropic-ai/sdk';
import { APICallError, generateText, streamText } from 'ai';
import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock.ts';
import { frozenClock } from '../support/clocks.ts';
import { nextExchange } from './mock-server.ts';

const QUESTION = { role: 'user' as const, content: 'Tell me about rivers.' };

describe.each([
  { base: 'https://api.anthropic.com', model: 'claude-sonnet-4-6', dialect: 'anthropic' },
  { base: 'https://openrouter.ai/api', model: 'anthropic/claude-sonnet-4.6', dialect: 'openrouter' },
])('the Anthropic SDK on a mock that never listens, as if on $base', ({ base, model, dialect }) => {
  const mock = createMock();
  const client = new Anthropic({ baseURL: base, apiKey: 'any', maxRetries: 0, fetch: mock.fetch });
  const ask = { model, max_tokens: 300, messages: [QUESTION] };

  test('creates and streams the same message', async () => {
    const ended = nextExchange(mock);
    const whole = await client.messages.create(ask);
    expect((await ended).exchange.dialect.name).toBe(dialect);
    const streamed = await client.messages.stream(ask).finalMessage();
    expect(streamed.content).toEqual(whole.content);
    expect(whole.stop_reason).toBe('end_turn');
  });

  test('throws its own error for a refusal', async () => {
    const refused = client.messages.create({ ...ask, max_tokens: 'many' as never });
    await expect(refused).rejects.toThrow(BadRequestError);
  });

  test('gives up a stream, and the mock notices', async () => {
    const slow = createMock({ tps: 1, chunk: 1 }, { clock: frozenClock() });
    const ended = nextExchange(slow);
    const stream = client.withOptions({ fetch: slow.fetch }).messages.stream(ask);
    stream.once('streamEvent', () => stream.controller.abort());
    await expect(stream.finalMessage()).rejects.toThrow(APIUserAbortError);
    expect((await ended).outcome.ended).toBe('client left');
  });

  test('takes a lost connection for one', async () => {
    const defaultHeaders = { 'x-mock-fault': 'reset' };
    await expect(client.withOptions({ defaultHeaders }).messages.create(ask)).rejects.toThrow(APIConnectionError);
  });

  test('counts tokens and lists models', async () => {
    if (dialect === 'openrouter') return;
    expect((await client.messages.countTokens({ model, messages: [QUESTION] })).input_tokens).toBeGreaterThan(3);
    expect((await client.models.list()).data.length).toBeGreaterThan(3);
  });
});

describe('the AI SDK on a mock that never listens', () => {
  const mock = createMock();
  const model = createAnthropic({ apiKey: 'any', fetch: mock.fetch })('claude-sonnet-4-6');
  const ask = { model, maxRetries: 0, prompt: QUESTION.content };

  test('generates and streams the same text', async () => {
    const { text } = await generateText(ask);
    expect(text).toMatch(/\w/);
    expect(await streamText(ask).text).toBe(text);
  });

  test('gives up a stream', async () => {
    const slow = createMock({ tps: 1, chunk: 1 }, { clock: frozenClock() });
    const ended = nextExchange(slow);
    const controller = new AbortController();
    const patient = createAnthropic({ apiKey: 'any', fetch: slow.fetch })('claude-sonnet-4-6');
    const { fullStream } = streamText({ ...ask, model: patient, abortSignal: controller.signal });
    const kinds: string[] = [];
    for await (const { type } of fullStream) {
      kinds.push(type);
      if (type === 'text-start') controller.abort();
    }
    expect(kinds.at(-1)).toBe('abort');
    expect((await ended).outcome.ended).toBe('client left');
  });

  test('throws its own error for a refusal', async () => {
    const error = await generateText({ ...ask, prompt: ' ' }).catch((thrown: unknown) => thrown);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: 400, isRetryable: false });
  });
});
