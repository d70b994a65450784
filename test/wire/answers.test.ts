import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { replyViolations } from '../../src/contract/validator.ts';
import type { Message, ToolUseBlock } from '../../src/message/message.ts';
import { readEvents } from '../support/sse.ts';
import {
  ask,
  type Body,
  DOOR_NAMES,
  DOORS,
  type DoorName,
  messageOf,
  mockOf,
  post,
  withoutIds,
} from '../support/wire.ts';

const WEATHER = {
  name: 'get_weather',
  description: 'Current weather of a city',
  input_schema: {
    type: 'object',
    properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    required: ['city'],
  },
};
const PERSON = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    email: { type: 'string', format: 'email' },
    age: { type: 'integer', minimum: 0, maximum: 120 },
  },
  required: ['name', 'email', 'age'],
  additionalProperties: false,
};

/** Requests of every kind that an answer must obey. */
const KINDS: Record<string, Body> = {
  text: {},
  'a call': { tools: [WEATHER], messages: [{ role: 'user', content: 'What is the weather in Paris?' }] },
  'a forced call': { tools: [WEATHER], tool_choice: { type: 'any' } },
  'structured output': { output_config: { format: { type: 'json_schema', schema: PERSON } } },
  thinking: { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 },
  'adaptive thinking': { thinking: { type: 'adaptive' } },
  'little room': { max_tokens: 5 },
  'a call with little room': { tools: [WEATHER], tool_choice: { type: 'tool', name: 'get_weather' }, max_tokens: 9 },
  'a stop sequence': { stop_sequences: ['e'] },
  'many languages': { messages: [{ role: 'user', content: 'Erzähl mir von 日本 🇯🇵 and code: ```ts\nlet a\n```' }] },
};

const calls = (message: Message) => message.content.filter((block): block is ToolUseBlock => block.type === 'tool_use');

describe.each(DOOR_NAMES)('an answer of %s', (door: DoorName) => {
  test.each(Object.entries(KINDS))(
    'to a request for %s is valid, and the same as JSON and as stream',
    async (_name, changes) => {
      const json = await messageOf(mockOf(), door, ask(door, changes));
      const response = await post(mockOf(), door, ask(door, { ...changes, stream: true }));
      const events = readEvents(response.text);
      expect(await replyViolations(door, 'response', json)).toEqual([]);
      for (const event of events) expect(await replyViolations(door, 'stream-event', event)).toEqual([]);
      expect(await messageOf(mockOf(), door, ask(door, { ...changes, stream: true }))).toEqual(json);
      expect(json.usage.output_tokens).toBeLessThanOrEqual(ask(door, changes)['max_tokens'] as number);
    },
  );

  test('is the same bytes for the same seed and request, and other words for another seed', async () => {
    const [one, two, other] = await Promise.all(
      [{}, {}, { seed: 'other' }].map(async (options) => (await post(mockOf(options), door, ask(door))).text),
    );
    expect(two).toBe(one);
    expect(other).not.toBe(one);
  });

  test('does not depend on the order of keys or on what was asked before', async () => {
    const mock = mockOf();
    await post(mock, door, ask(door, { messages: [{ role: 'user', content: 'Something else' }] }));
    const shuffled = Object.fromEntries(Object.entries(ask(door)).reverse());
    expect((await post(mock, door, shuffled)).text).toBe((await post(mockOf(), door, ask(door))).text);
  });

  test('to the same request again has the same words and other ids', async () => {
    const mock = mockOf();
    const body = ask(door, KINDS['a forced call']);
    const answers = await Promise.all([1, 2, 3].map(() => messageOf(mock, door, body)));
    expect(new Set(answers.flatMap((answer) => [answer.id, ...calls(answer).map(({ id }) => id)])).size).toBe(6);
    expect(answers.map(withoutIds)).toEqual([
      withoutIds(answers[0]!),
      withoutIds(answers[0]!),
      withoutIds(answers[0]!),
    ]);
  });

  test('follows the seed that a request names', async () => {
    const mock = mockOf();
    const header = await messageOf(mock, door, ask(door), { 'x-mock-seed': 'other' });
    expect(header).toEqual(await messageOf(mockOf({ seed: 'other' }), door, ask(door)));
  });

  test('to a tool result is text: the loop of an agent ends by itself', async () => {
    const mock = mockOf();
    const question = { role: 'user', content: 'What is the weather in Paris?' };
    const first = await messageOf(mock, door, ask(door, { tools: [WEATHER], messages: [question] }));
    expect(first.stop_reason).toBe('tool_use');
    const results = calls(first).map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: '18 degrees' }));
    const messages = [question, { role: 'assistant', content: first.content }, { role: 'user', content: results }];
    const second = await messageOf(mock, door, ask(door, { tools: [WEATHER], messages }));
    expect(second).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text' }] });
  });

  test('stops at max_tokens exactly', async () => {
    const answer = await messageOf(mockOf(), door, ask(door, { max_tokens: 7 }));
    expect(answer).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 7 } });
  });

  test('stops before a stop sequence and names it', async () => {
    const answer = await messageOf(mockOf(), door, ask(door, { stop_sequences: ['zzz', 'e'] }));
    expect(answer).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'e' });
    expect(JSON.stringify(answer.content)).not.toMatch(/"text":"[^"]*e/);
  });

  test('counts the same tokens that count_tokens tells', async () => {
    const mock = mockOf();
    const body = ask(door, KINDS['a call']);
    const { usage } = await messageOf(mock, door, body);
    const { max_tokens: _, ...counted } = body;
    const { path, headers } = DOORS[door];
    const response = await request(mock.app).post(`${path}/count_tokens`).set(headers).send(counted);
    expect(response.body).toEqual({ input_tokens: usage.input_tokens });
  });
});
