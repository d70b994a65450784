import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/message/assemble.ts';
import type { Message } from '../../src/message/message.ts';
import type { Mock } from '../../src/mock.ts';
import { readEvents } from '../support/sse.ts';
import { ask, DOOR_NAMES, DOORS, messageOf, mockOf } from '../support/wire.ts';

const LOCAL = { host: 'localhost:4010' };

/** Sends JSON into the mock, below a session's address or not. */
async function send(mock: Mock, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return mock.fetch(`http://localhost:4010${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function see(mock: Mock, path: string): Promise<Record<string, unknown>> {
  const response = await mock.fetch(`http://localhost:4010${path}`);
  return (await response.json()) as Record<string, unknown>;
}

const textOf = ({ content }: Message) => content.map((block) => ('text' in block ? block.text : '')).join('');

describe.each(DOOR_NAMES)('over the %s dialect', (door) => {
  test('a stub of the control API answers JSON and stream alike, and the journal has both', async () => {
    const mock = mockOf();
    const added = await request(mock.app)
      .post('/_mock/stubs')
      .set(LOCAL)
      .send({ name: 'greeting', when: { text: { contains: 'hello' } }, respond: { text: 'Hi there' } });
    expect(added.status).toBe(201);
    const body = ask(door, { messages: [{ role: 'user', content: 'Say hello.' }] });
    expect(textOf(await messageOf(mock, door, body))).toBe('Hi there');
    expect(textOf(await messageOf(mock, door, { ...body, stream: true }))).toBe('Hi there');
    const { body: seen } = await request(mock.app).get('/_mock/requests?stub=greeting').set(LOCAL);
    expect(seen.total).toBe(2);
    expect(seen.requests.map(({ dialect, stream }: Record<string, unknown>) => [dialect, stream])).toEqual([
      [door, false],
      [door, true],
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/sk-(ant|or-v1|router)-test/);
  });
});

test('200 sessions at once never see one another', async () => {
  const mock = mockOf();
  const ids = Array.from({ length: 200 }, (_, number) => `run-${number}`);
  await Promise.all(
    ids.map(async (id, number) => {
      const door = DOOR_NAMES[number % DOOR_NAMES.length]!;
      const { path, headers } = DOORS[door];
      const text = `Only for ${id}.`;
      await send(mock, `/t/${id}/_mock/stubs`, {
        id: 'same-id',
        when: { text: 'who' },
        respond: { text },
        setState: id,
      });
      const stream = number % 2 === 0;
      const asked = ask(door, { messages: [{ role: 'user', content: `who? ${id}` }], stream });
      // One half comes by the address, the other by the header.
      const answered =
        number % 4 < 2
          ? await send(mock, `/t/${id}${path}`, asked, headers)
          : await send(mock, path, asked, { ...headers, 'x-mock-session': id });
      const sent = await answered.text();
      expect(textOf(stream ? assemble(readEvents(sent)) : (JSON.parse(sent) as Message))).toBe(text);
    }),
  );
  for (const id of ids) {
    const { requests, total } = (await see(mock, `/t/${id}/_mock/requests`)) as { requests: object[]; total: number };
    expect([total, requests]).toMatchObject([1, [{ id: '1', session: id, stub: { id: 'same-id' } }]]);
    expect(JSON.stringify(requests)).toContain(`who? ${id}"`);
    expect(await see(mock, `/t/${id}/_mock/scenarios`)).toEqual({ scenarios: { default: id } });
  }
  expect(await see(mock, '/_mock/requests')).toMatchObject({ total: 0 });
  expect(await see(mock, '/_mock/sessions')).toMatchObject({ total: 201 });
});

test('a container that has the token may do what others may not', async () => {
  const mock = mockOf({ controlToken: 's3cret' });
  const ask = (headers: Record<string, string>) =>
    request(mock.app)
      .get('/_mock/stubs')
      .set({ host: 'mock:4010', ...headers });
  expect((await ask({})).status).toBe(403);
  expect((await ask({ 'x-mock-token': 'wrong' })).status).toBe(403);
  expect((await ask({ 'x-mock-token': 's3cret' })).status).toBe(200);
  expect((await ask({ authorization: 'Bearer s3cret' })).status).toBe(200);
});
