import { describe, expect, test } from 'vitest';
import { call, houseOf, say } from './house.ts';

const told = ({ body }: { body: { requests: { id: string }[] } }) => body.requests.map(({ id }) => id);

describe('GET /_mock/requests', () => {
  test('shows what was asked and answered, oldest first', async () => {
    const house = houseOf();
    await say(house, 'one');
    await say(house, 'two', { model: 'claude-opus-4-6' });
    const { status, body } = await call(house, 'get', '/_mock/requests');
    expect([status, body.total, body.dropped]).toEqual([200, 2, 0]);
    expect(body.requests).toMatchObject([
      { id: '1', session: 'default', request: { method: 'POST', path: '/v1/messages' }, source: 'synthetic' },
      { id: '2', model: 'claude-opus-4-6', response: { status: 200 } },
    ]);
    expect(JSON.stringify(body)).not.toContain('sk-ant-test');
  });

  test('filters, and counts all that fit', async () => {
    const house = houseOf();
    for (const text of ['a', 'b', 'a again']) await say(house, text);
    expect(told(await call(house, 'get', '/_mock/requests?text=a'))).toEqual(['1', '3']);
    const { body } = await call(house, 'get', '/_mock/requests?text=a&limit=1&order=newest');
    expect([body.requests.map(({ id }: { id: string }) => id), body.total]).toEqual([['3'], 2]);
  });

  test('knows nothing of the calls of the control API itself', async () => {
    const house = houseOf();
    await call(house, 'get', '/_mock/stubs');
    expect((await call(house, 'get', '/_mock/requests')).body.total).toBe(0);
  });

  test.each([
    ['status=none', 'status: expected a status such as 200'],
    ['limit=-1', 'limit: expected a whole number'],
    ['model=a&model=b', 'model: expected a name'],
    ['__proto__=1', 'GET /_mock/requests has no parameter "__proto__".'],
  ])('refuses ?%s', async (query, message) => {
    const { status, body } = await call(houseOf(), 'get', `/_mock/requests?${query}`);
    expect([status, body.error.message.slice(0, message.length)]).toEqual([400, message]);
  });
});

test('one request is shown by its id, while it is held', async () => {
  const house = houseOf({ journal: 1 });
  await say(house, 'one');
  await say(house, 'two');
  expect((await call(house, 'get', '/_mock/requests/2')).body.id).toBe('2');
  for (const id of ['1', '3', 'x', encodeURIComponent('<b>')]) {
    const { status, body } = await call(house, 'get', `/_mock/requests/${id}`);
    expect([status, body.error.hint]).toEqual([404, expect.stringContaining('--journal')]);
  }
});

test('requests are forgotten on demand, with the totals', async () => {
  const house = houseOf();
  await say(house, 'one');
  expect((await call(house, 'get', '/_mock/totals')).body).toMatchObject({ requests: 1, refused: 0 });
  expect((await call(house, 'delete', '/_mock/requests')).body).toEqual({ removed: 1 });
  expect((await call(house, 'get', '/_mock/totals')).body).toMatchObject({ requests: 0, outputTokens: 0 });
});

describe('GET /_mock/requests/export', () => {
  test('writes an HTTP archive of what fits', async () => {
    const house = houseOf();
    await say(house, 'one');
    await say(house, 'two');
    const { body, headers } = await call(house, 'get', '/_mock/requests/export?format=har&text=two');
    expect(headers['content-type']).toBe('application/json');
    expect(body.log).toMatchObject({ version: '1.2', creator: { name: 'stuntdouble', version: '9.9.9' } });
    expect(body.log.entries.map(({ _id }: { _id: string }) => _id)).toEqual(['2']);
  });

  test('writes JSON lines', async () => {
    const house = houseOf();
    await say(house, 'one');
    await say(house, 'two');
    const response = await call(house, 'get', '/_mock/requests/export?format=jsonl', { headers: { accept: '*/*' } });
    expect(response.headers['content-type']).toBe('application/x-ndjson');
    const text = response.text ?? String(response.body);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line: string) => JSON.parse(line).id),
    ).toEqual(['1', '2']);
  });

  test.each(['', '?format=xml', '?format=har&format=jsonl'])('asks for a format: %s', async (query) => {
    const { status, body } = await call(houseOf(), 'get', `/_mock/requests/export${query}`);
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('format: expected har or jsonl')]);
  });
});

test.each(['order=newest', 'offset=1', 'limit=1'])('the live feed knows no ?%s', async (query) => {
  const { status, body } = await call(houseOf(), 'get', `/_mock/requests/live?${query}`);
  expect([status, body.error.message]).toEqual([400, expect.stringContaining('has no parameter')]);
});
