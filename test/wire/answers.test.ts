import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { replyViolations } from '../../src/contract/validator.ts';
import type { Message, ToolUseBlock } from '../../src/message/message.ts';
import { kindsOf } from '../support/kinds.ts';
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
  test.each(Object.entries({ ...KINDS, ...kindsOf(door) }))(
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

  test.each(Object.entries(kindsOf(door)))(
    'to a request for %s can be sent back as it came',
    async (_name, changes) => {
      const body = ask(door, changes);
      const { model: _, context_management: __, ...asked } = body;
      const answered = await messageOf(mockOf(), door, body);
      const { content, stop_reason } = answered;
      const results = calls(answered).map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: 'done' }));
      // A turn that paused goes on as it is, and so may one that is empty, but no turn can follow an empty one.
      const goesOn = content.length === 0 || stop_reason === 'pause_turn' || stop_reason === 'compaction';
      const next =
        goesOn && content.at(-1)?.type !== 'text'
          ? []
          : [{ role: 'user', content: results.length > 0 ? results : 'Go on.' }];
      const messages = [...(asked['messages'] as unknown[]), { role: 'assistant', content }, ...next];
      const after = await messageOf(mockOf(), door, { ...asked, model: DOORS[door].model, messages, max_tokens: 500 });
      expect(after.content.length).toBeGreaterThan(0);
      expect(await replyViolations(door, 'response', after)).toEqual([]);
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

  test('to a seed that looks like a plan is no other plan’s', async () => {
    const seed = JSON.stringify(['stuntdouble', { kind: 'echo' }, undefined, false]);
    const mock = mockOf();
    for (let n = 0; n < 3; n++) await messageOf(mock, door, ask(door), { 'x-mock-reply': 'echo' });
    const seeded = await messageOf(mock, door, ask(door), { 'x-mock-seed': seed });
    expect(seeded.content).toEqual((await messageOf(mockOf(), door, ask(door), { 'x-mock-seed': seed })).content);
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

  test.each([
    ['as JSON', {}, {}],
    ['as a stream', { stream: true }, {}],
    ['as a stream in time', { stream: true }, { tps: 100_000 }],
  ])('names in each result of a server tool the call before it, %s', async (_form, form, options) => {
    const mock = mockOf(options);
    const body = ask(door, { ...kindsOf(door)['two web searches where one is allowed'], ...form });
    const ids = new Set<unknown>();
    for (const { content } of [await messageOf(mock, door, body), await messageOf(mock, door, body)]) {
      const named = (type: string, key: string) =>
        content.flatMap((block) => (block.type === type ? [(block as unknown as Body)[key]] : []));
      const uses = named('server_tool_use', 'id');
      expect(uses).toEqual(Array(2).fill(expect.stringMatching(/^srvtoolu_01\w{22}$/)));
      expect(named('web_search_tool_result', 'tool_use_id')).toEqual(uses);
      for (const id of uses) ids.add(id);
    }
    expect(ids.size).toBe(4);
  });

  test('counts tokens before and after the edits of a context, as the answer bills them', async () => {
    const mock = mockOf();
    const body = ask(door, kindsOf(door)['an old tool loop']);
    const { usage, context_management } = await messageOf(mock, door, body);
    const [edit] = context_management!.applied_edits;
    expect(edit).toMatchObject({ cleared_tool_uses: 2 });
    const { max_tokens: _, ...counted } = body;
    const { path, headers } = DOORS[door];
    const response = await request(mock.app).post(`${path}/count_tokens`).set(headers).send(counted);
    const original_input_tokens = usage.input_tokens + (edit!['cleared_input_tokens'] as number);
    expect(response.body).toEqual({ input_tokens: usage.input_tokens, context_management: { original_input_tokens } });
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

test('what a compaction stands for no longer counts against the context window', async () => {
  const long = { role: 'user', content: 'river '.repeat(200_100) };
  const more = { role: 'user', content: 'Go on.' };
  const sent = (...between: unknown[]) =>
    post(mockOf(), 'anthropic', ask('anthropic', { model: 'claude-haiku-4-5', messages: [long, ...between, more] }));
  expect((await sent()).text).toContain('prompt is too long');
  const summary = { role: 'assistant', content: [{ type: 'compaction', content: 'It was about rivers.' }] };
  expect(JSON.parse((await sent(summary)).text).usage.input_tokens).toBeLessThan(100);
});
