import { once } from 'node:events';
import { connect } from 'node:net';
import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { createMock } from '../../src/mock.ts';

async function socketTo(options: Parameters<typeof createMock>[0]) {
  const mock = createMock(options);
  const { port } = await mock.listen({ port: 0 });
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return { mock, socket };
}

const HEAD =
  'POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nx-api-key: k\r\nanthropic-version: 2023-06-01\r\n';

test('a client that is still sending too large a body is heard out and then gets its 413', async () => {
  const { mock, socket } = await socketTo({ bodyLimit: 1000 });
  socket.write(`${HEAD}content-length: 5000000\r\n\r\n`);
  socket.write('x'.repeat(5_000_000));
  const [reply] = (await once(socket.setEncoding('utf8'), 'data')) as [string];
  expect(reply).toMatch(/^HTTP\/1\.1 413 /);
  expect(reply).toContain('request_too_large');
  await mock.close();
});

test('a body that was read above the mock is missed, and not waited for', async () => {
  const app = express();
  app.use(express.json());
  app.use(createMock().app);
  const response = await request(app)
    .post('/v1/messages')
    .set({ 'x-api-key': 'k', 'anthropic-version': '2023-06-01' })
    .send({ model: 'claude-sonnet-4-6' });
  expect(response.status).toBe(400);
  expect(response.headers['x-should-retry']).toBe('false');
  expect(response.text).toContain('read before it came to the mock');
  expect((await request(app).get('/healthz')).status).toBe(200);
});

test('a client that leaves in the middle of its body troubles nobody', async () => {
  const { mock, socket } = await socketTo({});
  let exchanges = 0;
  mock.onExchange(() => exchanges++);
  socket.write(`${HEAD}content-length: 100\r\n\r\n{"half`);
  socket.destroy();
  await once(socket, 'close');
  await mock.close();
  expect(exchanges).toBe(0);
});
