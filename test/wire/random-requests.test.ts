import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReplyKind, replyViolations } from '../../src/contract/validator.ts';
import { assemble } from '../../src/message/assemble.ts';
import type { Message } from '../../src/message/message.ts';
import { createMock, type Mock } from '../../src/mock.ts';
import { randomRequest } from '../support/random-request.ts';
import { readEvents } from '../support/sse.ts';
import { type Body, DOOR_NAMES, DOORS, type DoorName } from '../support/wire.ts';

const COUNT = Number(process.env['STUNTDOUBLE_RANDOM_REQUESTS'] ?? 200);
/** Requests in flight at once. */
const ABREAST = 8;

const bugs: unknown[] = [];
const onBug = (error: unknown) => bugs.push(error);
/** The same request gets the same ids from each, since each sees it for the first time. */
const mocks: Record<'json' | 'stream', Mock> = { json: createMock({}, { onBug }), stream: createMock({}, { onBug }) };
const urls = { json: '', stream: '' };

beforeAll(async () => {
  for (const form of ['json', 'stream'] as const) urls[form] = (await mocks[form].listen({ port: 0 })).url;
});
afterAll(async () => {
  await Promise.all(Object.values(mocks).map((mock) => mock.close()));
});

/** Headers that change what a reply holds, on some of the requests. */
const headersOf = (seed: string): Record<string, string> =>
  Number(seed) % 3 === 0
    ? { 'x-openrouter-metadata': 'enabled', 'anthropic-beta': 'interleaved-thinking-2025-05-14' }
    : {};

async function send(
  door: DoorName,
  form: 'json' | 'stream',
  body: Body,
  more: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const { path, headers } = DOORS[door];
  const response = await fetch(`${urls[form]}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...more },
    body: JSON.stringify({ ...body, stream: form === 'stream' }),
  });
  return { status: response.status, text: await response.text() };
}

/** The conversation with the reply in it, and what a client says next: results of calls, or another question. */
function continued(body: Body, { content, stop_reason }: Message): Body {
  const messages = body['messages'] as unknown[];
  const said = content.length > 0 ? [{ role: 'assistant', content }] : [];
  const results = content.flatMap((block) =>
    block.type === 'tool_use' ? [{ type: 'tool_result', tool_use_id: block.id, content: 'It is done.' }] : [],
  );
  // A paused turn is sent back as it is, to go on; one that paused behind a text would be a prefill, which not every model takes.
  if (stop_reason === 'pause_turn' && results.length === 0 && content.at(-1)?.type !== 'text')
    return { ...body, messages: [...messages, ...said] };
  const next = { role: 'user', content: results.length > 0 ? results : 'Go on, please.' };
  return { ...body, messages: [...messages, ...said, next] };
}

/** What is wrong with the answer to a random request; 'refused' when a rule of the service does not let it in. */
async function faultOf(door: DoorName, seed: string): Promise<string | undefined> {
  const body = randomRequest(door, seed);
  const more = headersOf(seed);
  const json = await send(door, 'json', body, more);
  if (json.status === 400 || json.status === 404) return 'refused';
  const about = (what: string, detail: unknown): string =>
    `${door} ${seed}: ${what}\n${JSON.stringify(detail)}\nrequest: ${JSON.stringify(body)}`;
  if (json.status !== 200) return about(`status ${json.status}`, json.text);
  const check = (kind: ReplyKind, value: unknown) => replyViolations(door, kind, value);
  const message = JSON.parse(json.text) as Message;
  const wrong = await check('response', message);
  if (wrong.length > 0) return about('the reply breaks its schema', { wrong, message });
  const events = readEvents((await send(door, 'stream', body, more)).text);
  for (const event of events) {
    const broken = await check('stream-event', event);
    if (broken.length > 0) return about('an event breaks its schema', { broken, event });
  }
  const assembled = assemble(events);
  try {
    expect(assembled).toEqual(message);
  } catch {
    return about('the stream differs from the JSON', { message, assembled });
  }
  const second = await send(door, 'json', continued(body, message), more);
  if (second.status !== 200) return about('its own reply is refused as history', { refusal: second.text, message });
  return undefined;
}

/** Every kind of thing that a request names: its fields, and the `type` of whatever has one. */
function kindsOf(body: Body): string[] {
  const types = JSON.stringify(body).match(/"type":"[^"]+"/g) ?? [];
  return [...Object.keys(body), ...types];
}

/** Fields that the generator leaves out: threads are refused, and `stream` is for each request to say. */
const LEFT_OUT = ['thread', 'stream', 'fallback_credit_token'];

test.each(DOOR_NAMES)('400 random requests to %s together use every field, and dozens of kinds', (door) => {
  const url = new URL(`../../schemas/${door}/request.schema.json`, import.meta.url);
  const { properties } = JSON.parse(readFileSync(url, 'utf8')) as { properties: object };
  const kinds = new Set(Array.from({ length: 400 }, (_, seed) => randomRequest(door, String(seed))).flatMap(kindsOf));
  expect(Object.keys(properties).filter((field) => !kinds.has(field) && !LEFT_OUT.includes(field))).toEqual([]);
  expect(kinds.size).toBeGreaterThan(40);
});

describe.each(DOOR_NAMES)(`${COUNT} random requests to %s`, (door) => {
  test(
    'get valid answers, the same as JSON and as stream, that may be sent back',
    async () => {
      const faults: string[] = [];
      let refused = 0;
      let next = 0;
      const walk = async (): Promise<void> => {
        while (next < COUNT && faults.length < 3) {
          const fault = await faultOf(door, String(next++));
          if (fault === 'refused') refused++;
          else if (fault) faults.push(fault);
        }
      };
      await Promise.all(Array.from({ length: ABREAST }, walk));
      expect(faults.join('\n\n')).toBe('');
      expect(bugs).toEqual([]);
      expect(1 - refused / COUNT).toBeGreaterThan(1 / 3);
    },
    60_000 + COUNT * 100,
  );
});
