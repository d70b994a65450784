import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { call, houseOf } from './house.ts';

describe('a body that cannot be used', () => {
  test.each([
    ['{"ms": 1', 'The request body is not valid JSON: '],
    [Buffer.from([0x22, 0xff, 0x22]), 'The request body is not valid JSON: it is not valid UTF-8'],
    ['['.repeat(100_000) + ']'.repeat(100_000), 'The request body is not valid JSON: it is nested deeper than'],
    ['{"ms": "1"}', 'ms: expected a number, but got string "1".'],
    ['{"ms": -1}', 'ms: expected at least 0, but got number -1.'],
    ['{}', 'ms: expected this field, but got nothing.'],
    ['{"ms": 1, "at": 2}', 'at: there is no such key. Known keys: ms.'],
    ['{"ms": 1, "mss": 2}', 'mss: there is no such key. Did you mean "ms"?'],
    ['[1]', 'The body: expected an object, but got list of 1 item.'],
    ['{"__proto__": {"ms": 1}}', 'ms: expected this field, but got nothing'],
  ])('%.40s', async (body, message) => {
    const { status, body: answer } = await call(houseOf(), 'post', '/_mock/clock/advance', { body });
    expect(status).toBe(400);
    expect(typeof answer.error.hint).toBe('string');
    expect(answer.error.message.slice(0, message.length)).toBe(message);
  });

  test('says all that is wrong to machines', async () => {
    const body = { ms: 'x', at: 1 };
    const { error } = (await call(houseOf(), 'post', '/_mock/clock/advance', { body })).body;
    expect(error.message).toMatch(/\(and 1 more\)\.$/);
    expect(error.problems).toEqual([
      { path: ['ms'], expected: 'a number', actual: 'string "x"' },
      { path: ['at'], expected: 'no such field', actual: 'number 1' },
    ]);
  });

  test('that is missing gets an example', async () => {
    const { status, body } = await call(houseOf(), 'post', '/_mock/clock/advance');
    expect([status, body.error]).toEqual([
      400,
      { message: 'POST /_mock/clock/advance needs a body, but nothing came.', hint: 'Send JSON such as {"ms":1500}.' },
    ]);
  });

  test('that is too large names the limit', async () => {
    const house = houseOf({ bodyLimit: 100 });
    const { status, body } = await call(house, 'post', '/_mock/stubs', { body: JSON.stringify('x'.repeat(200)) });
    expect([status, body.error.hint]).toEqual([413, 'A body may have 100 bytes (--body-limit).']);
  });

  test('where none is taken is refused, but for an empty object', async () => {
    expect((await call(houseOf(), 'post', '/_mock/reset', { body: { keep: 'stubs' } })).status).toBe(400);
    expect((await call(houseOf(), 'post', '/_mock/reset', { body: {} })).status).toBe(200);
  });
});

test('a compressed body is read', async () => {
  const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
  const { status, body } = await call(houseOf(), 'put', '/_mock/seed', { body: gzipSync('{"seed":"x"}'), headers });
  expect([status, body]).toEqual([200, { seed: 'x' }]);
});

describe('a parameter that an operation does not know', () => {
  test('is refused with those that it knows, and the one that was meant', async () => {
    const { status, body } = await call(houseOf(), 'get', '/_mock/requests?modle=x');
    expect([status, body.error.message]).toEqual([400, 'GET /_mock/requests has no parameter "modle".']);
    expect(body.error.hint).toMatch(/^Known parameters: .*\bmodel\b.* Did you mean "model"\?$/);
  });

  test('is refused where there are none', async () => {
    const { status, body } = await call(houseOf(), 'delete', '/_mock/stubs?id=1');
    expect([status, body.error.hint]).toEqual([400, 'It has none at all.']);
  });
});

describe('HEAD and OPTIONS', () => {
  test('HEAD has the headers of GET and no body', async () => {
    const house = houseOf();
    const [get, head] = [await call(house, 'get', '/_mock/stubs'), await call(house, 'head', '/_mock/stubs')];
    expect([head.status, head.text ?? '']).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  test('OPTIONS names the methods, and opens nothing to other sites', async () => {
    const { status, headers } = await call(houseOf(), 'options', '/_mock/stubs');
    expect([status, headers['allow']]).toEqual([204, 'HEAD, GET, POST, DELETE, OPTIONS']);
    const others = Object.keys(headers).filter((name) => /^(access-control|content-(type|length))/.test(name));
    expect(others).toEqual([]);
    expect((await call(houseOf(), 'options', '/_mock/nothing')).status).toBe(404);
  });

  test('HEAD of the live feed ends, and leaves no listener', async () => {
    expect((await call(houseOf(), 'head', '/_mock/requests/live')).status).toBe(200);
  });
});

describe('an answer', () => {
  test('is JSON that nobody keeps or takes for something else', async () => {
    const { headers } = await call(houseOf(), 'get', '/_mock/health');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  test('to a wrong method has allow', async () => {
    const { status, headers } = await call(houseOf(), 'put', '/_mock/stubs');
    expect([status, headers['allow']]).toEqual([405, 'HEAD, GET, POST, DELETE, OPTIONS']);
  });

  test('to a path that is none of ours is left to others', async () => {
    const { status, body } = await call(houseOf(), 'get', '/_mocking');
    expect([status, body.type]).toEqual([404, 'error']);
  });
});

describe('strangers', () => {
  test('are refused before they make a session', async () => {
    const house = houseOf();
    const { status, body } = await call(house, 'get', '/t/evil/_mock/stubs', { headers: { host: 'example.com' } });
    expect([status, typeof body.error.hint]).toEqual([403, 'string']);
    expect(house.sessions.list().map(({ id }) => id)).toEqual(['default']);
  });

  test('that post a form are refused', async () => {
    const headers = { 'content-type': 'text/plain' };
    const { status } = await call(houseOf(), 'post', '/_mock/stubs', { body: '{"respond":{"text":"x"}}', headers });
    expect(status).toBe(415);
  });

  test('find nothing where the API is switched off', async () => {
    const { status, body } = await call(houseOf({ control: false }), 'get', '/_mock/health');
    expect([status, body.error.message]).toEqual([404, 'The control API is switched off.']);
  });
});
