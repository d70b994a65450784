import request from 'supertest';
import { expect, test } from 'vitest';
import { createMock } from '../../src/mock.ts';

test('a bug is told to the owner, and the client gets neither a stack trace nor a reason to try again', async () => {
  const met: unknown[] = [];
  const broken = {
    now: () => 0,
    after: () => () => undefined,
    elapsed() {
      throw new TypeError('a broken clock');
    },
  };
  const mock = createMock({}, { clock: broken, onBug: (error) => met.push(error) });
  const response = await request(mock.app).get('/healthz');
  expect(response.status).toBe(500);
  expect(response.headers['x-should-retry']).toBe('false');
  expect(response.body).toMatchObject({ type: 'error', error: { type: 'api_error' } });
  expect(response.text).not.toContain('broken clock');
  expect(met).toEqual([new TypeError('a broken clock')]);
});
