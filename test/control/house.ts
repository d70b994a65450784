/** A mock and its control API, spoken to without a server. */
import request, { type Response } from 'supertest';
import type { Options } from '../../src/config.ts';
import { createMock, type Mock, type MockParts } from '../../src/mock.ts';
import { frozenClock } from '../support/clocks.ts';
import { ask } from '../support/wire.ts';

export interface House extends Mock {
  bugs: unknown[];
}

/** No time passes in it, unless another clock is given. */
export function houseOf(options: Partial<Options> = {}, parts: MockParts = {}): House {
  const bugs: unknown[] = [];
  const onBug = (error: unknown) => bugs.push(error);
  return Object.assign(createMock(options, { clock: frozenClock(), version: '9.9.9', onBug, ...parts }), { bugs });
}

/** A call of the control API, as a program on this machine makes it. */
export async function call(
  { app, bugs }: House,
  method: 'get' | 'head' | 'options' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const sent = request(app)[method](path).set('host', 'localhost:4010').set(headers);
  const response = await (body === undefined
    ? sent
    : sent
        .set('content-type', headers['content-type'] ?? 'application/json')
        .serialize((raw) => raw as string)
        .send(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)));
  const [bug] = bugs;
  if (bug) throw bug;
  return response;
}

/** A user's message, and what came back. */
export async function say(house: House, text: string, { prefix = '', ...changes }: Record<string, unknown> = {}) {
  const response = await request(house.app)
    .post(`${prefix}/v1/messages`)
    .set({ 'x-api-key': 'sk-ant-test', 'anthropic-version': '2023-06-01' })
    .send(ask('anthropic', { messages: [{ role: 'user', content: text }], ...changes }));
  const [bug] = house.bugs;
  if (bug) throw bug;
  return response;
}
