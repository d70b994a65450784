import express from 'express';
import request from 'supertest';
import { expect, test, vi } from 'vitest';
import { createFastServer } from '../../src/http/fast-express.ts';

function appOf() {
  const app = express();
  app.get('/seen/:id', (req, res) => {
    res.status(201).json({ id: req.params.id, ip: typeof req.ip, accepts: req.accepts('json'), q: req.query['q'] });
  });
  return app;
}

test("an app works as ever: Express's own methods and properties are there", async () => {
  const server = createFastServer(appOf());
  const response = await request(server).get('/seen/7?q=x');
  expect(response.status).toBe(201);
  expect(response.body).toEqual({ id: '7', ip: 'string', accepts: 'json', q: 'x' });
  expect(response.headers['content-type']).toContain('application/json');
});

test('no request changes its prototype: that is what would make it slow', async () => {
  const app = appOf();
  const server = createFastServer(app);
  const changed: boolean[] = [];
  const original = Object.setPrototypeOf;
  const spy = vi.spyOn(Object, 'setPrototypeOf').mockImplementation((target, prototype) => {
    if (prototype === app.request || prototype === app.response)
      changed.push(Object.getPrototypeOf(target) !== prototype);
    return original(target, prototype);
  });
  await request(server).get('/seen/7');
  spy.mockRestore();
  expect(changed).toEqual([false, false]);
});
