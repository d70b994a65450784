/** Talks to the app as a client would, through supertest. */
import request, { type Response } from 'supertest';
import type { Options } from '../../src/config.ts';
import { assemble } from '../../src/message/assemble.ts';
import type { Message } from '../../src/message/message.ts';
import { createMock, type Mock, type MockParts } from '../../src/mock.ts';
import { readEvents } from './sse.ts';

export type Body = Record<string, unknown>;

/** How each dialect is spoken to: where, and with which headers. */
export const DOORS = {
  anthropic: {
    path: '/v1/messages',
    headers: { 'x-api-key': 'sk-ant-test', 'anthropic-version': '2023-06-01' },
    model: 'claude-sonnet-4-6',
  },
  openrouter: {
    path: '/api/v1/messages',
    headers: { authorization: 'Bearer sk-or-v1-test' },
    model: 'anthropic/claude-sonnet-4.6',
  },
  'llm-router': {
    path: '/v1/messages',
    headers: { authorization: 'Bearer sk-router-test' },
    model: 'anthropic/claude-sonnet-4.6',
  },
} as const;

export type DoorName = keyof typeof DOORS;

export const DOOR_NAMES = Object.keys(DOORS) as DoorName[];

/** A valid body for a dialect; name only what matters. */
export function ask(door: DoorName, changes: Body = {}): Body {
  return {
    model: DOORS[door].model,
    max_tokens: 1000,
    messages: [{ role: 'user', content: 'Tell me about rivers.' }],
    ...changes,
  };
}

const bugs = new WeakMap<Mock, unknown[]>();

/** A mock whose bugs fail the test that met them, instead of hiding in a log. */
export function mockOf(options: Partial<Options> = {}, parts: MockParts = {}): Mock {
  const met: unknown[] = [];
  const mock = createMock(options, { ...parts, onBug: (error) => met.push(error) });
  bugs.set(mock, met);
  return mock;
}

/** Sends a body, as JSON or as the text it already is. */
export async function post(
  mock: Mock,
  door: DoorName,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { path, headers: own } = DOORS[door];
  const response = await request(mock.app)
    .post(path)
    // The body goes out as it is: superagent would turn a buffer into JSON.
    .serialize((raw) => raw as string)
    .set({ 'content-type': 'application/json', ...own, ...headers })
    .buffer(true)
    .parse((response, done) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => done(null, text));
    })
    .send(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  const [bug] = bugs.get(mock) ?? [];
  if (bug) throw bug;
  return Object.assign(response, { text: response.body as string });
}

/** The message that answers a body, whichever way it travels. Fails when it is refused. */
export async function messageOf(
  mock: Mock,
  door: DoorName,
  body: Body,
  headers?: Record<string, string>,
): Promise<Message> {
  const response = await post(mock, door, body, headers);
  if (response.status !== 200) throw new Error(`${response.status}: ${response.text}`);
  return body['stream'] ? assemble(readEvents(response.text)) : (JSON.parse(response.text) as Message);
}

/** A refusal's body, parsed. */
export async function refusalOf(
  mock: Mock,
  door: DoorName,
  body: unknown,
  headers?: Record<string, string>,
): Promise<{
  status: number;
  headers: Record<string, string>;
  body: { type: string; error: Record<string, unknown>; request_id: unknown; metadata?: unknown };
}> {
  const response = await post(mock, door, body, headers);
  return { status: response.status, headers: response.headers, body: JSON.parse(response.text) };
}

/** A message without what differs from exchange to exchange: its ids. */
export function withoutIds(message: Message): unknown {
  return {
    ...message,
    id: '',
    content: message.content.map((block) => ({
      ...block,
      ...('id' in block ? { id: '' } : {}),
      ...('tool_use_id' in block ? { tool_use_id: '' } : {}),
    })),
  };
}
