import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { mockServer } from './mock-server.ts';

const server = mockServer();

const DOORS = [
  { base: '', sonnet: 'claude-sonnet-4-6', older: 'claude-sonnet-4-5', answering: 'claude-sonnet-4-5-20250929' },
  {
    base: '/api',
    sonnet: 'anthropic/claude-sonnet-4.6',
    older: 'anthropic/claude-sonnet-4.5',
    answering: 'anthropic/claude-sonnet-4.5',
  },
];

const QUESTION = { role: 'user' as const, content: 'Tell me about the rivers of Portugal.' };
const PERSON = z.object({ name: z.string(), email: z.email(), age: z.int() });

describe.each(DOORS)('the Anthropic SDK on the base URL "$base"', ({ base, sonnet, older, answering }) => {
  const client = () => new Anthropic({ baseURL: `${server.url()}${base}`, apiKey: 'sk-any', maxRetries: 0 });
  const ask = { model: sonnet, max_tokens: 1000, messages: [QUESTION] };

  test('gets a message', async () => {
    const message = await client().messages.create(ask);
    expect(message).toMatchObject({ type: 'message', role: 'assistant', model: sonnet, stop_reason: 'end_turn' });
    expect(message.content).toEqual([expect.objectContaining({ type: 'text', text: expect.stringMatching(/\w/) })]);
    expect(message.usage.input_tokens).toBeGreaterThan(5);
    expect(message.usage.output_tokens).toBeGreaterThan(5);
  });

  test('is told which model answers for an alias', async () => {
    expect((await client().messages.create({ ...ask, model: older })).model).toBe(answering);
  });

  test('streams the same message that it gets whole', async () => {
    const whole = await client().messages.create(ask);
    const stream = client().messages.stream(ask);
    const heard: string[] = [];
    stream.on('text', (text) => heard.push(text));
    const streamed = await stream.finalMessage();
    expect(heard.length).toBeGreaterThan(2);
    expect(heard.join('')).toBe(await stream.finalText());
    expect(streamed.content).toEqual(whole.content);
    // The helper copies the counts that it knows; OpenRouter's cost is not among them.
    const { model, stop_reason, stop_sequence, usage } = whole;
    const { input_tokens, output_tokens, cache_read_input_tokens, cache_creation_input_tokens } = usage;
    expect(streamed).toMatchObject({
      ...{ model, stop_reason, stop_sequence },
      usage: { input_tokens, output_tokens, cache_read_input_tokens, cache_creation_input_tokens },
    });
  });

  test('sees the events of a raw stream in their order', async () => {
    const types: string[] = [];
    for await (const { type } of await client().messages.create({ ...ask, stream: true })) types.push(type);
    const deltas = types.filter((type) => type === 'content_block_delta');
    expect(types).toEqual([
      'message_start',
      'content_block_start',
      ...(types.includes('ping') ? ['ping'] : []),
      ...deltas,
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(deltas.length).toBeGreaterThan(1);
  });

  test('reads which limit or stop sequence ended a message', async () => {
    const short = await client().messages.create({ ...ask, max_tokens: 7 });
    expect(short).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 7 } });
    const stopped = await client().messages.create({ ...ask, stop_sequences: ['e'] });
    expect(stopped).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'e' });
  });

  test('parses structured output with its zod helper, whole and streamed', async () => {
    const params = {
      ...ask,
      messages: [{ role: 'user' as const, content: 'Invent a person.' }],
      output_config: { format: zodOutputFormat(PERSON) },
    };
    const parsed = (await client().messages.parse(params)).parsed_output;
    expect(PERSON.parse(parsed)).toEqual(parsed);
    expect((await client().messages.stream(params).finalMessage()).parsed_output).toEqual(parsed);
  });

  test('is told before the answer what the answer then bills', async () => {
    const { model, messages } = ask;
    const system = 'You are a geographer.';
    const { input_tokens } = await client().messages.countTokens({ model, messages, system });
    expect((await client().messages.create({ ...ask, system })).usage.input_tokens).toBe(input_tokens);
  });

  test('has the id of the request on every answer and stream', async () => {
    const header = base === '' ? 'request-id' : 'x-generation-id';
    const { response, request_id } = await client().messages.create(ask).withResponse();
    expect(response.headers.get(header)).toMatch(/^(req_|gen-)/);
    if (base === '') expect(request_id).toBe(response.headers.get(header));
    const { response: opened } = await client()
      .messages.create({ ...ask, stream: true })
      .withResponse();
    expect(opened.headers.get(header)).toMatch(/^(req_|gen-)/);
    await opened.body?.cancel();
  });
});

describe('the model list of the Anthropic SDK', () => {
  const client = () => new Anthropic({ baseURL: server.url(), apiKey: 'sk-any', maxRetries: 0 });

  test('is paged through to its end', async () => {
    const ids: string[] = [];
    for await (const { id } of client().models.list({ limit: 4 })) ids.push(id);
    expect(ids.length).toBeGreaterThan(4);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('claude-opus-4-8');
  });

  test('shows one model by its alias', async () => {
    const model = await client().models.retrieve('claude-sonnet-4-5');
    expect(model).toMatchObject({ type: 'model', id: 'claude-sonnet-4-5-20250929', display_name: 'Claude Sonnet 4.5' });
    expect(Number.isNaN(Date.parse(model.created_at))).toBe(false);
    expect(model.capabilities?.thinking.supported).toBe(true);
  });
});
