import { expect, test } from 'vitest';
import { call, houseOf, say } from './house.ts';

test('scenarios are shown, set, and put back to their start, while counts stay', async () => {
  const house = houseOf();
  house.stub({ when: { text: 'go' }, scenario: 'login', setState: 'in', respond: { text: 'Welcome' } });
  expect((await call(house, 'get', '/_mock/scenarios')).body).toEqual({ scenarios: { login: 'Started' } });
  await say(house, 'go');
  expect((await call(house, 'get', '/_mock/scenarios')).body).toEqual({ scenarios: { login: 'in' } });
  const { body } = await call(house, 'put', '/_mock/scenarios/login', { body: { state: 'locked' } });
  expect(body).toEqual({ scenarios: { login: 'locked' } });
  expect((await call(house, 'delete', '/_mock/scenarios')).body).toEqual({ scenarios: { login: 'Started' } });
  expect((await call(house, 'get', '/_mock/stubs')).body.stubs[0].matched).toBe(1);
});

test.each([[{}], [{ state: '' }], [{ state: 1 }], [{ state: 'a', more: 1 }]])(
  '%j is no state of a scenario',
  async (body) => {
    expect((await call(houseOf(), 'put', '/_mock/scenarios/login', { body })).status).toBe(400);
  },
);

test('a scenario may be called __proto__', async () => {
  const house = houseOf();
  const { text } = await call(house, 'put', '/_mock/scenarios/__proto__', { body: { state: 'odd' } });
  expect(text).toContain('{"__proto__":"odd"}');
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test('the seed decides what is invented', async () => {
  const house = houseOf();
  expect((await call(house, 'get', '/_mock/seed')).body).toEqual({ seed: 'stuntdouble' });
  const before = (await say(house, 'Tell me about rivers.')).body.content;
  expect((await call(house, 'put', '/_mock/seed', { body: { seed: 'monday' } })).body).toEqual({ seed: 'monday' });
  expect((await say(house, 'Tell me about rivers.')).body.content).not.toEqual(before);
});

test('reset forgets all of the session, and nothing of another', async () => {
  const house = houseOf();
  await call(house, 'post', '/t/other/_mock/stubs', { body: { respond: { text: 'other' } } });
  await call(house, 'post', '/_mock/stubs', { body: { respond: { text: 'mine' } } });
  await call(house, 'patch', '/_mock/options', { body: { reply: 'echo' } });
  await call(house, 'post', '/_mock/clock/freeze', { body: { at: '2030-01-01T00:00:00Z' } });
  await say(house, 'hello');
  expect((await call(house, 'post', '/_mock/reset')).body).toEqual({ session: 'default' });
  expect((await call(house, 'get', '/_mock/stubs')).body.total).toBe(0);
  expect((await call(house, 'get', '/_mock/requests')).body.total).toBe(0);
  expect((await call(house, 'get', '/_mock/options')).body.options.reply).toBe('realistic');
  expect((await call(house, 'get', '/_mock/clock')).body.frozen).toBe(false);
  expect((await call(house, 'get', '/t/other/_mock/stubs')).body.total).toBe(1);
});
