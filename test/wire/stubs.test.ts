import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replyViolations } from '../../src/contract/validator.ts';
import type { Message } from '../../src/message/message.ts';
import type { StubDefinition } from '../../src/stubs/stub.ts';
import { leapingClock } from '../support/clocks.ts';
import { readEvents } from '../support/sse.ts';
import { ask, type Body, DOOR_NAMES, messageOf, mockOf, post, refusalOf, withoutIds } from '../support/wire.ts';

const RIVERS = { text: { contains: 'rivers' } };

/** A mock with one stub that answers every question of this file. */
function answering(respond: StubDefinition['respond'], options = {}) {
  const mock = mockOf(options);
  mock.stub({ name: 'rivers', when: RIVERS, respond });
  return mock;
}

describe('a stub', () => {
  test.each(DOOR_NAMES)('answers in the form and the dialect that was asked for: %s', async (door) => {
    const mock = answering({
      content: [
        { type: 'thinking', thinking: 'Rivers, then.' },
        'Let me look.',
        { type: 'tool_use', name: 'search', input: { query: 'rivers' } },
      ],
    });
    const whole = await messageOf(mock, door, ask(door));
    const streamed = await messageOf(mock, door, ask(door, { stream: true }));
    expect(withoutIds(streamed)).toEqual(withoutIds(whole));
    expect(await replyViolations(door, 'response', whole)).toEqual([]);
    expect(whole.stop_reason).toBe('tool_use');
    const [thinking, , call] = whole.content;
    expect(thinking).toMatchObject({
      type: 'thinking',
      thinking: 'Rivers, then.',
      signature: expect.stringMatching(/^.{40}/),
    });
    expect(call).toMatchObject({ id: expect.stringMatching(/^toolu_01\w{22}$/), input: { query: 'rivers' } });
    expect(streamed.content[2]).not.toMatchObject({ id: (call as { id: string }).id });
  });

  test('is named by its reply, which looks like the service’s own in all else', async () => {
    const response = await post(answering({ text: 'The Nile.' }), 'anthropic', ask('anthropic'));
    expect(response.headers).toMatchObject({
      'x-mock-source': 'stub',
      'x-mock-stub': 'rivers',
      'request-id': expect.stringMatching(/^req_/),
    });
  });

  test.each([{ text: 'The Nile.' }, { error: 'overloaded' }])(
    'answers %j whatever its name is made of',
    async (respond) => {
      const mock = mockOf();
      mock.stub({ name: 'half a pair \ud800 ☃\r\n', when: RIVERS, respond });
      const { status, headers } = await post(mock, 'anthropic', ask('anthropic'));
      expect(status).toBe('error' in respond ? 529 : 200);
      expect(headers['x-mock-stub']).toBe('half%20a%20pair%20%EF%BF%BD%20%E2%98%83%0D%0A');
    },
  );

  test('varies its pauses by the seed of each request, whatever came before', async () => {
    const pausesOf = async (...seeds: string[]) => {
      const mock = mockOf({}, { clock: leapingClock() });
      mock.stub({ when: RIVERS, respond: { text: 'word '.repeat(20), pace: { tps: 10, jitter: 1 } } });
      const body = ask('anthropic', { stream: true });
      for (const seed of seeds) await post(mock, 'anthropic', body, { 'x-mock-seed': seed });
      return mock
        .requests()
        .at(-1)!
        .response.events!.map(({ due }) => due);
    };
    expect(await pausesOf('one', 'one', 'two')).toEqual(await pausesOf('two'));
  });

  test('leaves what it does not fit to synthesis', async () => {
    const body = ask('anthropic', { messages: [{ role: 'user', content: 'Tell me about lakes.' }] });
    const response = await post(answering({ text: 'The Nile.' }), 'anthropic', body);
    expect(response.status).toBe(200);
    expect(response.headers['x-mock-source']).toBe('synthetic');
  });

  test('does not answer what the service would refuse', async () => {
    const { status } = await refusalOf(
      answering({ text: 'The Nile.' }),
      'anthropic',
      ask('anthropic', { max_tokens: 'many' }),
    );
    expect(status).toBe(400);
  });

  test('keeps the ids, the model and the usage that its author gave', async () => {
    const mock = answering({
      id: 'msg_mine',
      model: 'claude-of-mine',
      content: [{ type: 'tool_use', id: 'toolu_mine', name: 'search', input: {} }],
      usage: { input_tokens: 7 },
    });
    const message = await messageOf(mock, 'anthropic', ask('anthropic'));
    expect(message).toMatchObject({
      id: 'msg_mine',
      model: 'claude-of-mine',
      content: [{ id: 'toolu_mine' }],
      usage: { input_tokens: 7 },
    });
    // The second time it is filled into what was written before.
    expect(withoutIds(await messageOf(mock, 'anthropic', ask('anthropic')))).toEqual(withoutIds(message));
  });

  test('pairs the results of server tools with their calls, in order', async () => {
    const result = { type: 'web_search_tool_result', content: [] };
    const use = (query: string) => ({ type: 'server_tool_use', name: 'web_search', input: { query } });
    const pairs = async (...content: { type: string }[]) => {
      const { content: blocks } = await messageOf(answering({ content }), 'anthropic', ask('anthropic'));
      const ids = blocks.flatMap((block) => ('id' in block ? [block.id] : []));
      return blocks.flatMap((block) => ('tool_use_id' in block ? [ids.indexOf(block['tool_use_id'] as string)] : []));
    };
    expect(await pairs(use('Nile'), result, use('Amazon'), result)).toEqual([0, 1]);
    expect(await pairs(use('Nile'), use('Amazon'), result, result)).toEqual([0, 1]);
    expect(await pairs(use('Nile'), { type: 'tool_use', name: 'x' } as { type: string }, result)).toEqual([0]);
  });

  test('gives way to what the request itself asks for', async () => {
    const mock = answering({ text: 'The Nile.' });
    const source = async (body: Body, headers = {}) =>
      (await post(mock, 'anthropic', body, headers)).headers['x-mock-source'];
    expect(await source(ask('anthropic'))).toBe('stub');
    expect(await source(ask('anthropic'), { 'x-mock-reply': 'lorem' })).toBe('synthetic');
    expect(await source(ask('anthropic'), { 'x-mock-wish': 'refusal' })).toBe('synthetic');
    expect(await source(ask('anthropic', { model: 'claude-sonnet-4-6:mock-empty' }))).toBe('synthetic');
  });

  test('sends headers of its own, and takes others away', async () => {
    const mock = answering({ text: 'The Nile.', headers: { 'X-Trace': 'abc', 'request-id': null } });
    const { headers } = await post(mock, 'anthropic', ask('anthropic'));
    expect(headers['x-trace']).toBe('abc');
    expect(headers).not.toHaveProperty('request-id');
  });

  test('answers with an error of the service, in its dialect, that may be tried again', async () => {
    const respond = { error: { type: 'rate_limit_error', message: 'Slow down.', headers: { 'retry-after': '3' } } };
    const { status, headers, body } = await refusalOf(answering(respond), 'openrouter', ask('openrouter'));
    expect(status).toBe(429);
    expect(headers).toMatchObject({ 'retry-after': '3', 'x-mock-source': 'stub' });
    expect(headers).not.toHaveProperty('x-should-retry');
    expect(body.error).toMatchObject({
      type: 'rate_limit_error',
      message: 'Slow down.',
      error_type: 'rate_limit_exceeded',
    });
    expect(await replyViolations('openrouter', 'error', body)).toEqual([]);
  });

  test('may answer with any status', async () => {
    expect((await refusalOf(answering({ error: 418 }), 'anthropic', ask('anthropic'))).status).toBe(418);
  });

  test('may answer with any body', async () => {
    const raw = { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' };
    const response = await post(answering({ raw }), 'anthropic', ask('anthropic', { stream: true }));
    expect(response.status).toBe(502);
    expect(response.headers['content-type']).toBe('text/html');
    expect(response.text).toBe('<h1>Bad gateway</h1>');
  });

  test('fills in values of the request, the same every time', async () => {
    const respond = {
      template: true,
      text: '{{ model }}: {{ text }} {{ "person.fullName" | faker }}',
      headers: { 'x-said': '{{ text }}' },
    };
    const first = await post(answering(respond), 'anthropic', ask('anthropic'));
    const second = await post(answering(respond), 'anthropic', ask('anthropic'));
    expect(first.text).toBe(second.text);
    const [block] = (JSON.parse(first.text) as Message).content;
    expect(block).toMatchObject({ text: expect.stringMatching(/^claude-sonnet-4-6: Tell me about rivers\. \S+ \S+/) });
    expect(first.headers['x-said']).toBe('Tell me about rivers.');
  });

  test('takes its time, on the clock', async () => {
    const clock = leapingClock();
    const mock = mockOf({}, { clock });
    mock.stub({ respond: { text: 'one two three four', pace: { ttft: 5000, tps: 10, chunk: 1 } } });
    const { text } = await post(mock, 'anthropic', ask('anthropic', { stream: true }));
    expect(readEvents(text).filter(({ type }) => type === 'content_block_delta')).toHaveLength(4);
    expect(Math.max(...clock.waits)).toBeGreaterThanOrEqual(5000);
    expect(clock.waits.filter((wait) => wait === 100).length).toBeGreaterThanOrEqual(3);
  });
});

describe('a list of events', () => {
  const events = [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 1, output_tokens: 1 },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Nile' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 2 } },
    { type: 'message_stop' },
  ];

  test('is sent to the letter, and told as JSON by the same message', async () => {
    const mock = answering({ events });
    const { text } = await post(mock, 'anthropic', ask('anthropic', { stream: true }));
    expect(readEvents(text)).toEqual(events);
    const whole = await messageOf(mock, 'anthropic', ask('anthropic'));
    expect(whole).toMatchObject({ id: 'msg_1', content: [{ type: 'text', text: 'Nile' }], stop_reason: 'end_turn' });
  });

  test('that tells no message is refused as JSON, by the mock and not to be tried again', async () => {
    const mock = answering({ events: [': hello\n\n', 'event: ping\ndata: {broken\n\n'] });
    const { text } = await post(mock, 'anthropic', ask('anthropic', { stream: true }));
    expect(text).toBe(': hello\n\nevent: ping\ndata: {broken\n\n');
    const { status, headers, body } = await refusalOf(mock, 'anthropic', ask('anthropic'));
    expect(status).toBe(400);
    expect(headers).toMatchObject({ 'x-should-retry': 'false', 'x-mock-source': 'mock' });
    expect(body.error['message']).toMatch(/"rivers".*stream: true/s);
  });
});

describe('a fault', () => {
  test('of a stub breaks its reply off', async () => {
    const mock = answering({ text: 'one two three four five', faults: 'no-stop' });
    const response = await post(mock, 'anthropic', ask('anthropic', { stream: true }));
    expect(response.headers['x-mock-fault']).toBe('no-stop');
    expect(response.text).not.toContain('message_stop');
    expect(response.text).toContain('message_delta');
  });

  test('comes by header too, and an unknown one is told', async () => {
    const mock = mockOf();
    const body = ask('anthropic', { stream: true });
    const { text } = await post(mock, 'anthropic', body, { 'x-mock-fault': 'error-event(after=2 events)' });
    expect(text).toMatch(/event: error\ndata: .*overloaded_error/);
    const refused = await refusalOf(mock, 'anthropic', body, { 'x-mock-fault': 'stal(after=2)' });
    expect(refused.status).toBe(400);
    expect(refused.body.error['message']).toMatch(/stal.*stall/s);
  });
});

describe('a strict mock', () => {
  test('refuses what no stub is for, and says which was near, what failed, and what would have matched', async () => {
    const mock = answering({ text: 'The Nile.' }, { strict: true });
    mock.stub({ name: 'haiku', when: { model: 'claude-haiku-*', text: 'lakes' }, respond: { text: 'Blue.' } });
    const body = ask('anthropic', { messages: [{ role: 'user', content: 'Tell me about lakes.' }] });
    const refused = await refusalOf(mock, 'anthropic', body);
    expect(refused.status).toBe(404);
    expect(refused.headers).toMatchObject({ 'x-should-retry': 'false', 'x-mock-source': 'mock' });
    expect(refused.body.error['message']).toMatch(/"haiku".*model: expected .*claude-haiku-.*got .*claude-sonnet-4-6/s);
    const { nearest, suggestion } = (
      refused.body as unknown as { mock: { nearest: { name: string; failed: unknown }[]; suggestion: StubDefinition } }
    ).mock;
    expect(nearest[0]).toMatchObject({ name: 'haiku', failed: [{ condition: 'model' }] });
    mock.stub(suggestion);
    expect((await post(mock, 'anthropic', body)).headers['x-mock-source']).toBe('stub');
  });

  test('is strict per request as well', async () => {
    const mock = mockOf();
    expect((await refusalOf(mock, 'openrouter', ask('openrouter'), { 'x-mock-strict': 'true' })).status).toBe(404);
    expect((await refusalOf(mock, 'openrouter', ask('openrouter'), { 'x-mock-strict': 'perhaps' })).status).toBe(400);
    const strict = mockOf({ strict: true });
    expect((await post(strict, 'openrouter', ask('openrouter'), { 'x-mock-strict': 'false' })).status).toBe(200);
  });
});

describe('stub files', () => {
  const file = (text: string): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'stubs-')), 'stubs.yaml');
    writeFileSync(path, text);
    return path;
  };

  test('are in before the first request is answered, without a server too', async () => {
    const mock = mockOf({ stubs: [file('stubs: [{ respond: { text: The Nile. } }]')] });
    expect((await post(mock, 'anthropic', ask('anthropic'))).headers['x-mock-source']).toBe('stub');
  });

  test('that are broken answer nothing: every request is told where they are', async () => {
    const mock = mockOf({ stubs: [file('stubs: [{ respond: { txt: The Nile. } }]')] });
    const { status, headers, body } = await refusalOf(mock, 'anthropic', ask('anthropic'));
    expect(status).toBe(400);
    expect(headers['x-should-retry']).toBe('false');
    expect(body.error['message']).toMatch(/stubs\.yaml:1:\d+ error respond\.txt/);
    await expect(mock.listen({ port: 0 })).rejects.toThrow(/stubs\.yaml:1:\d+/);
  });
});
