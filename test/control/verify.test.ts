import { describe, expect, test } from 'vitest';
import { call, houseOf, say } from './house.ts';

async function talked(): Promise<ReturnType<typeof houseOf>> {
  const house = houseOf();
  for (const text of ['hello', 'search rivers', 'hello again']) await say(house, text);
  return house;
}

describe('POST /_mock/verify', () => {
  test.each([
    [{ when: { text: 'hello' } }],
    [{ when: { text: 'hello' }, times: 2 }],
    [{ when: { text: 'hello' }, atLeast: 1, atMost: 2 }],
    [{ when: { text: 'nobody says this' }, times: 0 }],
    [{ filter: { status: '2xx' }, times: 3 }],
    [{}],
  ])('%j holds', async (body) => {
    const { status, body: answer } = await call(await talked(), 'post', '/_mock/verify', { body });
    expect([status, answer.ok]).toEqual([200, true]);
  });

  test('tells what came instead', async () => {
    const body = { when: { text: 'goodbye' } };
    const { status, body: answer } = await call(await talked(), 'post', '/_mock/verify', { body });
    expect(status).toBe(422);
    expect(answer).toMatchObject({ ok: false, matched: [], message: expect.stringContaining('goodbye') });
    expect(answer.nearest.length).toBeGreaterThan(0);
  });

  test.each([
    [{ when: { txt: 'a' } }, ['when', 'txt']],
    [{ when: { text: { matches: '(' } } }, ['when', 'text', 'matches']],
    [{ when: { all: [{}, { turn: 'x' }] } }, ['when', 'all', 1, 'turn']],
    [{ times: 1.5 }, ['times']],
    [{ wen: {} }, ['wen']],
    [{ when: 'hello' }, ['when']],
  ])('%j is wrong, and it says where', async (body, path) => {
    const { status, body: answer } = await call(houseOf(), 'post', '/_mock/verify', { body });
    expect([status, answer.error.problems[0].path]).toEqual([400, path]);
  });

  test.each([
    [{ times: 1, atLeast: 1 }, 'times: expected without'],
    [{ filter: { modle: 'x' } }, 'There is no filter "modle".'],
    [{ filter: { status: [200, 201] } }, 'status: expected a status'],
  ])('%j is wrong', async (body, message) => {
    const { status, body: answer } = await call(houseOf(), 'post', '/_mock/verify', { body });
    expect([status, answer.error.message]).toEqual([400, expect.stringContaining(message)]);
  });
});

describe('POST /_mock/verify/order', () => {
  test('holds for requests in order, and not in another', async () => {
    const house = await talked();
    const ask = (...texts: string[]) =>
      call(house, 'post', '/_mock/verify/order', { body: { order: texts.map((text) => ({ text })) } });
    expect((await ask('hello', 'rivers', 'again')).body).toMatchObject({ ok: true, matched: ['1', '2', '3'] });
    expect((await ask('rivers', 'search')).status).toBe(422);
  });

  test('says which condition is wrong', async () => {
    const body = { order: [{}, { modl: 'x' }] };
    const { status, body: answer } = await call(houseOf(), 'post', '/_mock/verify/order', { body });
    expect([status, answer.error.problems[0].path]).toEqual([400, ['order', 1, 'modl']]);
  });
});

test('POST /_mock/verify/unmatched tells requests that no stub was for', async () => {
  const house = houseOf();
  house.stub({ when: { text: 'hello' }, respond: { text: 'Hi' } });
  await say(house, 'hello');
  expect((await call(house, 'post', '/_mock/verify/unmatched')).status).toBe(200);
  await say(house, 'bye');
  const { status, body } = await call(house, 'post', '/_mock/verify/unmatched');
  expect([status, body.ok, body.nearest[0].id]).toEqual([422, false, '2']);
});

describe('POST /_mock/verify/tool-calls', () => {
  test('holds the calls of the replies against those expected', async () => {
    const house = houseOf();
    house.stub({ respond: { content: { type: 'tool_use', name: 'search', input: { query: 'rivers', most: 5 } } } });
    await say(house, 'go', { tools: [{ name: 'search', input_schema: { type: 'object' } }] });
    const ask = (...calls: object[]) => call(house, 'post', '/_mock/verify/tool-calls', { body: { calls } });
    expect((await ask({ name: 'search', input: { query: 'rivers' } })).status).toBe(200);
    expect((await ask({ name: 'search', inputMatches: { query: { matches: '^riv' } } })).status).toBe(200);
    expect((await ask({ name: 'search', input: { query: 'lakes' } })).status).toBe(422);
    expect((await ask({ name: 'answer' })).body.ok).toBe(false);
  });

  test('says which text match is wrong', async () => {
    const body = { calls: [{ name: 'search', inputMatches: { query: { matches: '(' } } }] };
    const { status, body: answer } = await call(houseOf(), 'post', '/_mock/verify/tool-calls', { body });
    expect([status, answer.error.problems[0].path]).toEqual([400, ['calls', 0, 'inputMatches', 'query', 'matches']]);
  });
});

test('POST /_mock/verify/budget holds what was used against what may be', async () => {
  const house = await talked();
  expect((await call(house, 'post', '/_mock/verify/budget', { body: { requests: 3 } })).status).toBe(200);
  const { status, body } = await call(house, 'post', '/_mock/verify/budget', {
    body: { requests: 2, outputTokens: 0 },
  });
  expect(status).toBe(422);
  expect(body.failed.map(({ condition }: { condition: string }) => condition)).toEqual(['requests', 'outputTokens']);
});
