import { createServer } from 'node:http';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../src/journal/journal-entry.ts';
import { ask, post } from '../support/wire.ts';
import { journaled, NOON, saying } from './journaled.ts';

describe('the journal', () => {
  test('remembers what was asked and answered, oldest first', async () => {
    const { mock, journal } = journaled();
    const first = await post(mock, 'anthropic', ask('anthropic', saying('one')));
    await post(mock, 'openrouter', ask('openrouter', saying('two')));
    const [one, two] = journal.list();
    expect(one).toMatchObject({
      id: '1',
      session: 'default',
      request: { method: 'POST', path: '/v1/messages', body: saying('one'), omitted: null },
      dialect: 'anthropic',
      endpoint: 'messages',
      model: 'claude-sonnet-4-6',
      stream: false,
      source: 'synthetic',
      stub: null,
      response: { status: 200, body: null, events: null },
      outcome: 'completed',
    });
    expect(one!.response.message).toEqual(JSON.parse(first.text));
    expect(one!.response.bytes).toBe(Buffer.byteLength(first.text));
    expect(Date.parse(one!.at)).toBeCloseTo(NOON - one!.milliseconds, -1);
    expect(two).toMatchObject({ id: '2', dialect: 'openrouter', request: { path: '/api/v1/messages' } });
    expect(journal.get('2')).toEqual(two);
    expect([journal.get('3'), journal.get('0'), journal.get('x'), journal.get('-1')]).toEqual(Array(4).fill(undefined));
    expect(journal.total).toBe(2);
  });

  test('lets the oldest go when there are too many', async () => {
    const { mock, journal } = journaled({}, { most: 3 });
    for (let n = 1; n <= 8; n++) await post(mock, 'anthropic', ask('anthropic', saying(`number ${n}`)));
    expect(journal.list().map(({ id }) => id)).toEqual(['6', '7', '8']);
    expect(journal.get('5')).toBeUndefined();
    expect(journal.get('7')?.request.body).toMatchObject(saying('number 7'));
    expect([journal.total, journal.size, journal.dropped]).toEqual([8, 3, 5]);
    expect(journal.totals().requests).toBe(8);
  });

  test('lets the oldest go when they take too many bytes', async () => {
    const { mock, journal } = journaled({}, { mostBytes: 100_000 });
    for (let n = 1; n <= 8; n++)
      await post(mock, 'anthropic', ask('anthropic', saying(`${n} ${'water '.repeat(5000)}`)));
    expect(journal.bytes).toBeLessThanOrEqual(100_000);
    expect(journal.size).toBeGreaterThan(1);
    expect(journal.size).toBeLessThan(4);
    expect(journal.list().at(-1)!.id).toBe('8');
  });

  test('keeps a single entry that is larger than all it may hold without its body, and says so', async () => {
    const { mock, journal } = journaled({}, { mostBytes: 20_000 });
    await post(mock, 'anthropic', ask('anthropic', saying('water '.repeat(5000))));
    const [entry] = journal.list();
    expect(entry!.request).toMatchObject({ body: null, raw: null });
    expect(entry!.request.bytes).toBeGreaterThan(30_000);
    expect(entry!.request.omitted).toContain('20000 bytes');
    expect(entry!.response.message).not.toBeNull();
    expect(entry!.model).toBe('claude-sonnet-4-6');
    expect(journal.bytes).toBeLessThanOrEqual(20_000);
  });

  test('drops the reply as well where that is what is too large', async () => {
    const { mock, journal } = journaled({}, { mostBytes: 4000 });
    const wishes = { 'x-mock-reply': 'tokens:3000' };
    await post(mock, 'anthropic', ask('anthropic', { max_tokens: 4000, stream: true }), wishes);
    const [entry] = journal.list();
    expect(entry!.response).toMatchObject({ message: null, events: null, status: 200 });
    expect(entry!.response.omitted).toContain('4000 bytes');
    expect(journal.totals().outputTokens).toBe(3000);
  });

  test('is off at 0, but for its sums', async () => {
    const { mock, journal } = journaled({}, { most: 0 });
    await post(mock, 'anthropic', ask('anthropic'));
    expect([journal.list(), journal.size, journal.total, journal.totals().requests]).toEqual([[], 0, 1, 1]);
  });

  test('forgets when it is cleared, and goes on counting ids; a reset begins anew', async () => {
    const { mock, journal } = journaled({}, { most: 2 });
    for (const text of ['one', 'two', 'three']) await post(mock, 'anthropic', ask('anthropic', saying(text)));
    journal.clear();
    expect([journal.list(), journal.total, journal.totals().requests]).toEqual([[], 0, 0]);
    for (const text of ['four', 'five', 'six']) await post(mock, 'anthropic', ask('anthropic', saying(text)));
    expect(journal.list().map(({ id }) => id)).toEqual(['5', '6']);
    expect(journal.get('5')?.id).toBe('5');
    journal.reset();
    await post(mock, 'anthropic', ask('anthropic'));
    expect(journal.list().map(({ id }) => id)).toEqual(['1']);
  });

  test('holds 200 requests at once, each with its own answer', async () => {
    const { mock, journal } = journaled();
    const server = mock.app.listen(0);
    const texts = Array.from({ length: 200 }, (_, n) => `parallel ${n}`);
    const asked = texts.map((text) =>
      request(server)
        .post('/v1/messages')
        .set({ 'x-api-key': 'k', 'anthropic-version': '2023-06-01', 'x-mock-reply': 'echo' })
        .send(ask('anthropic', saying(text))),
    );
    await Promise.all(asked);
    await new Promise((resolve) => server.close(resolve));
    const entries = journal.list();
    expect(new Set(entries.map(({ id }) => id)).size).toBe(200);
    const pairs = entries.map(({ request, response }) => {
      const { messages } = request.body as { messages: { content: string }[] };
      return [messages[0]!.content, JSON.stringify(response.message!.content)];
    });
    expect(pairs.map(([text]) => text).sort()).toEqual(texts.toSorted());
    for (const [text, answer] of pairs) expect(answer).toContain(text);
  });

  test('tells who listens, as soon as there is something to tell', async () => {
    const { mock, journal } = journaled();
    const heard: JournalEntry[] = [];
    const stop = journal.onEntry((entry) => heard.push(entry));
    await post(mock, 'anthropic', ask('anthropic', saying('heard')));
    stop();
    await post(mock, 'anthropic', ask('anthropic', saying('not heard')));
    expect(heard).toEqual([journal.get('1')]);
  });

  test('knows a client that left in the middle', async () => {
    const { mock, journal } = journaled({ tps: 20 });
    const server = createServer(mock.app).listen(0);
    const { port } = server.address() as { port: number };
    const noted = new Promise<JournalEntry>((resolve) => journal.onEntry(resolve));
    const leaving = new AbortController();
    const { body } = await fetch(`http://127.0.0.1:${port}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify(ask('anthropic', { stream: true })),
      signal: leaving.signal,
    });
    await body!.getReader().read();
    leaving.abort();
    const entry = await noted;
    expect(entry.outcome).toBe('client left');
    expect(entry.stream).toBe(true);
    expect(entry.response.message).not.toBeNull();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('keeps of an image of 2 MB its size and hash', async () => {
    const { mock, journal, told } = journaled();
    const data = Buffer.alloc(2 * 1024 * 1024, 'pixels').toString('base64');
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data } };
    const content = [image, { type: 'text', text: 'What is this?' }];
    await post(mock, 'anthropic', ask('anthropic', { messages: [{ role: 'user', content }] }));
    expect(journal.bytes).toBeLessThan(20_000);
    const [entry] = journal.list();
    expect(entry!.request.bytes).toBeGreaterThan(2_700_000);
    expect(entry!.request.raw).toBeNull();
    expect(JSON.stringify(entry!.request.body)).toMatch(/\{base64 of 2097152 bytes, sha256 [0-9a-f]{16}…\}/);
    expect(JSON.stringify(entry).length).toBeLessThan(20_000);
    // The body that the corridor shares between requests is as it was.
    expect(JSON.stringify(told[0]!.exchange.received.body.value)).toContain(data);
  });
});

test('a listing tells the stubs nearest to its newest entries only, an entry by its id always', async () => {
  let asked = 0;
  const miss = { id: 's', name: 's', origin: 'code', score: 0, failed: [] };
  const { journal } = journaled(
    {},
    {
      nearest: () => {
        asked++;
        return [miss];
      },
    },
  );
  const { mock, told } = journaled();
  await post(mock, 'anthropic', ask('anthropic'));
  for (let n = 0; n < 60; n++) journal.note({ ...told[0]!.exchange, missed: true }, told[0]!.outcome);
  const telling = journal.list().map(({ nearMisses }) => nearMisses.length);
  expect(telling).toEqual([...Array(35).fill(0), ...Array(25).fill(1)]);
  expect(asked).toBe(25);
  expect(journal.get('1')!.nearMisses).toEqual([miss]);
});
