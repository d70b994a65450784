import { expect, test } from 'vitest';
import { call, houseOf } from './house.ts';

test('a mock that is there says its version', async () => {
  expect((await call(houseOf(), 'get', '/_mock/health')).body).toEqual({ status: 'ok', version: '9.9.9' });
});

test('a mock without stub files is ready at once; one with stub files, when they are read', async () => {
  const ready = await call(houseOf(), 'get', '/_mock/ready');
  expect([ready.status, ready.body]).toEqual([200, { ready: true }]);
  const waiting = await call(houseOf({ stubs: ['stubs'] }), 'get', '/_mock/ready');
  expect([waiting.status, waiting.body]).toEqual([503, { ready: false, because: expect.any(String) }]);
});
