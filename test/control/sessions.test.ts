import { describe, expect, test } from 'vitest';
import { call, houseOf, say } from './house.ts';

describe('sessions', () => {
  test('are made on first use, by the address or by the header, and see nothing of one another', async () => {
    const house = houseOf();
    await call(house, 'post', '/t/one/_mock/stubs', { body: { respond: { text: 'One' } } });
    const headers = { 'x-mock-session': 'two' };
    await call(house, 'post', '/_mock/stubs', { body: { respond: { text: 'Two' } }, headers });
    expect((await say(house, 'hi', { prefix: '/t/one' })).body.content[0].text).toBe('One');
    expect((await say(house, 'hi', { prefix: '/t/two' })).body.content[0].text).toBe('Two');
    expect((await call(house, 'get', '/t/one/_mock/requests')).body.total).toBe(1);
    expect((await call(house, 'get', '/_mock/requests')).body.total).toBe(0);
    expect((await call(house, 'get', '/_mock/sessions')).body).toEqual({
      sessions: [
        { id: 'default', requests: 0, stubs: 0, idle: 0 },
        { id: 'one', requests: 1, stubs: 1, idle: 0 },
        { id: 'two', requests: 1, stubs: 1, idle: 0 },
      ].sort(
        (a, b) =>
          Number(b.id === 'default') - Number(a.id === 'default') || Number(b.id === 'two') - Number(a.id === 'two'),
      ),
      total: 3,
    });
  });

  test('are shown and forgotten by their id', async () => {
    const house = houseOf();
    await call(house, 'post', '/t/one/_mock/stubs', { body: { respond: { text: 'One' } } });
    expect((await call(house, 'get', '/_mock/sessions/one')).body).toEqual({
      id: 'one',
      requests: 0,
      stubs: 1,
      idle: 0,
    });
    expect((await call(house, 'delete', '/_mock/sessions/one')).body).toEqual({ removed: 1 });
    for (const method of ['get', 'delete'] as const) {
      expect((await call(house, method, '/_mock/sessions/one')).status).toBe(404);
    }
    expect((await call(house, 'get', '/t/one/_mock/stubs')).body.total).toBe(0);
  });

  test('the default one stays, and is reset', async () => {
    const house = houseOf();
    house.stub({ respond: { text: 'x' } });
    expect((await call(house, 'delete', '/_mock/sessions/default')).body).toEqual({ removed: 1 });
    expect((await call(house, 'get', '/_mock/sessions/default')).body).toMatchObject({ id: 'default', stubs: 0 });
  });

  test.each(['/t//_mock/stubs', '/t/a%20b/_mock/stubs', `/t/${'x'.repeat(101)}/_mock/stubs`])(
    'have names: %.30s',
    async (path) => {
      const { status, body } = await call(houseOf(), 'get', path);
      expect([status, body.error.message]).toEqual([400, expect.stringContaining('cannot name a session')]);
    },
  );

  test('are no more than allowed, and who is one too many learns what to do', async () => {
    const house = houseOf({ sessions: 1 });
    expect((await call(house, 'get', '/t/one/_mock/stubs')).status).toBe(200);
    const { status, body } = await call(house, 'get', '/t/two/_mock/stubs');
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('--sessions')]);
  });
});
