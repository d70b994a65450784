import fc from 'fast-check';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { toHar } from '../../src/journal/to-har.ts';
import { assemble } from '../../src/message/assemble.ts';
import type { StreamEvent } from '../../src/message/events.ts';
import { readEvents } from '../support/sse.ts';
import { ask, DOOR_NAMES, post } from '../support/wire.ts';
import { journaled, saying } from './journaled.ts';

describe('an entry', () => {
  test.each(DOOR_NAMES)('tells the events of a stream and the message that they make (%s)', async (door) => {
    const { mock, journal } = journaled({ tps: 1_000_000, ttft: 1 });
    const response = await post(mock, door, ask(door, { stream: true }));
    const { events, message, bytes } = journal.list()[0]!.response;
    expect(events!.map(({ event }) => event)).toEqual(readEvents(response.text));
    expect(message!.stop_reason).toBe('end_turn');
    expect(bytes).toBe(Buffer.byteLength(response.text));
    const dues = events!.map(({ due }) => due);
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
    // OpenRouter's first byte is that of a comment.
    expect(dues[0]).toBe(door === 'openrouter' ? 1 : 0);
    expect(dues.at(-1)).toBeGreaterThan(0);
  });

  test.each(DOOR_NAMES)('tells usage and cost (%s)', async (door) => {
    const { mock, journal } = journaled();
    await post(mock, door, ask(door), { 'x-mock-reply': 'tokens:200' });
    const { usage, cost } = journal.list()[0]!;
    // Claude Sonnet 4.6: 3 and 15 dollars per million tokens.
    expect(cost).toBeCloseTo((usage!.input_tokens * 3 + 200 * 15) / 1e6, 10);
  });

  test('tells message, usage and cost of what a stub wrote down to the letter', async () => {
    const { mock, journal } = journaled();
    const usage = { input_tokens: 1000, output_tokens: 2000 };
    const message = {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [],
      stop_reason: 'end_turn',
      usage,
    };
    const events = [
      { type: 'message_start', message: { ...message, stop_reason: null } },
      { type: 'message_delta', delta: { stop_reason: 'max_tokens', stop_sequence: null }, usage: { output_tokens: 5 } },
      { type: 'message_stop' },
    ];
    mock.stub(
      { when: { text: 'raw' }, respond: { raw: { body: message } } },
      { when: { text: 'events' }, respond: { events } },
    );
    mock.stub({ when: { text: 'broken' }, respond: { raw: { status: 500, body: 'Bad gateway' } } });
    for (const text of ['raw', 'events', 'broken'])
      await post(mock, 'anthropic', ask('anthropic', { ...saying(text), stream: text === 'events' }));
    const [raw, streamed, broken] = journal.list();
    expect(raw).toMatchObject({ source: 'stub', usage, cost: 0.033, response: { message, body: null } });
    expect(streamed).toMatchObject({
      usage: { output_tokens: 5 },
      response: { message: { stop_reason: 'max_tokens' } },
    });
    expect(streamed!.response.events!.map(({ event }) => event)).toEqual(events);
    expect(broken!.response).toMatchObject({ status: 500, message: null, body: 'Bad gateway' });
    expect(journal.totals()).toMatchObject({ outputTokens: 2005, refused: 1 });
  });

  test('tells why a request was refused', async () => {
    const { mock, journal } = journaled();
    const { text } = await post(mock, 'anthropic', ask('anthropic', { max_tokens: 'many', model: 'claude-opus-4-6' }));
    expect(journal.list()[0]).toMatchObject({
      model: 'claude-opus-4-6',
      source: 'refusal',
      violations: [{ path: ['max_tokens'], code: 'type' }],
      plan: null,
      usage: null,
      cost: null,
      response: { status: 400, message: null, body: JSON.parse(text) },
    });
  });

  test('tells the plan', async () => {
    const { mock, journal } = journaled();
    await post(mock, 'anthropic', ask('anthropic'), { 'x-mock-seed': 'mine', 'x-mock-wish': 'refusal' });
    expect(journal.list()[0]).toMatchObject({
      seed: 'mine',
      plan: { source: 'synthetic', wish: 'refusal', stub: null },
    });
  });

  test('shows a body that is no JSON as it came', async () => {
    const { mock, journal } = journaled();
    await post(mock, 'anthropic', '{"model": "claude');
    await post(mock, 'anthropic', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    await post(mock, 'anthropic', '['.repeat(5000) + ']'.repeat(5000));
    await post(mock, 'anthropic', `{"long": "${'x'.repeat(50_000)}`);
    await post(mock, 'anthropic', '');
    const [broken, bytes, deep, long, empty] = journal.list().map((entry) => entry.request);
    expect(broken).toMatchObject({ body: null, raw: '{"model": "claude', bytes: 17 });
    expect(bytes).toMatchObject({ body: null, raw: '{\ufffd\ufffd}', bytes: 4 });
    expect(deep).toMatchObject({ body: null, bytes: 10_000 });
    expect(deep!.raw).toHaveLength(10_000);
    expect(long!.raw).toHaveLength(16 * 1024);
    expect(long!.omitted).toContain('50010');
    expect(empty).toMatchObject({ body: null, raw: '', bytes: 0 });
  });

  test('tells of other endpoints and of paths that lead nowhere', async () => {
    const { mock, journal } = journaled();
    await request(mock.app).get('/v1/models').set('x-api-key', 'k').set('anthropic-version', '2023-06-01');
    await request(mock.app).get('/nowhere?x=1');
    await request(mock.app).get('/v1/messages');
    const [models, nowhere, wrongMethod] = journal.list();
    expect(models).toMatchObject({ endpoint: 'list_models', model: null, response: { message: null } });
    expect(models!.response.body).toHaveProperty('data');
    expect(nowhere).toMatchObject({ endpoint: null, request: { path: '/nowhere', query: { x: '1' } }, source: 'mock' });
    expect(wrongMethod).toMatchObject({ endpoint: 'messages', response: { status: 405 } });
  });

  test('is told of any body whatever, and is JSON', async () => {
    const { mock, journal } = journaled();
    const odd = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '{"model":"\\ud800","messages":[{"role":"user","content":"\\udfff"}],"max_tokens":1}',
        '{"__proto__":{"model":"x"},"constructor":1,"model":7}',
        '{"model":"claude-opus-4-6","max_tokens":5,"messages":[{"role":"user"}]}',
        '{"messages":{"length":1e9}}',
      ),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (body) => {
        await post(mock, 'anthropic', body);
        const entry = journal.list({ order: 'newest', limit: 1 })[0]!;
        expect(JSON.parse(JSON.stringify(entry)).id).toBe(entry.id);
        expect(entry.request.raw).toBe(Buffer.from(body).toString());
        expect(() => journal.list({ text: 'x', tool: 'y', model: '*' })).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  test('keeps the text of a body as it came, signs beyond ASCII included', async () => {
    const { mock, journal } = journaled();
    const body = JSON.stringify(ask('anthropic', saying('Grüße 🌊')), null, 2);
    await post(mock, 'anthropic', body);
    await post(mock, 'anthropic', JSON.stringify(ask('anthropic', saying('🌊'.repeat(10_000)))));
    const [short, long] = journal.list();
    expect(short!.request.raw).toBe(body);
    expect(long!.request.body).toMatchObject(saying('🌊'.repeat(10_000)));
  });
});

describe('a long reply', () => {
  test.each([
    ['JSON', {}, {}],
    ['a stream', { stream: true }, {}],
    ['a paced stream', { stream: true }, { tps: 100_000, jitter: 0.5 }],
  ])('is not held as text, and told to the letter all the same: %s', async (_, changes, options) => {
    const { mock, journal, told } = journaled({ reply: 'tokens:900', ...options });
    for (let round = 0; round < 3; round++) {
      const { text } = await post(mock, 'openrouter', ask('openrouter', changes));
      const { exchange } = told.at(-1)!;
      const entry = journal.list().at(-1)!;
      const sent = exchange.reply.frames.map((frame) => ('bytes' in frame ? frame.bytes : '')).join('');
      expect(sent.length).toBeGreaterThan(3000);
      expect(text).toBe(sent);
      expect(toHar(journal, '0.0.0').log.entries.at(-1)!.response.content.text).toBe(text);
      if (entry.response.events)
        expect(assemble(entry.response.events.map(({ event }) => event as StreamEvent))).toEqual(
          entry.response.message,
        );
      else expect(JSON.parse(text)).toEqual(entry.response.message);
      expect(entry.usage).toEqual(entry.response.message!.usage);
    }
  });
});
