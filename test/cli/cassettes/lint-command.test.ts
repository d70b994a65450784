import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { lintCommand } from '../../../src/cli/cassettes/lint-command.ts';
import { createMock } from '../../../src/mock.ts';
import { json, recorded, stream } from '../../cassettes/replay/recorded.ts';
import { folderWith, write } from '../../support/folder.ts';
import { run, tapes } from './commands.ts';

const lint = (...words: string[]) => run(lintCommand, ...words);

/** What the mock answers, as it would be recorded. */
async function answered(
  dialect: 'anthropic' | 'openrouter' | 'llm-router',
  asked: object,
  status = 200,
): Promise<Recording> {
  const path = dialect === 'openrouter' ? '/api/v1/messages' : '/v1/messages';
  const body = {
    model: 'claude-sonnet-4-5',
    max_tokens: 3000,
    messages: [{ role: 'user', content: 'Weather in Paris?' }],
    ...(dialect === 'llm-router' ? { gateway: {} } : {}),
    ...asked,
  };
  const headers = {
    'x-api-key': 'k',
    authorization: 'Bearer k',
    'anthropic-version': '2023-06-01',
    'content-type': 'application/json',
  };
  const mock = createMock({ log: 'silent' }, { version: '0' });
  const reply = await mock.fetch(`http://mock${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  await mock.close();
  expect(reply.status).toBe(status);
  return recorded(Buffer.from(await reply.arrayBuffer()), reply.headers.get('content-type') ?? '', {
    status,
    request: { dialect, path, body },
  });
}

const tools = [{ name: 'weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }];
const thinking = { type: 'enabled', budget_tokens: 2000 };
const streamed = await answered('anthropic', { stream: true, tools, thinking });
const plain = await answered('anthropic', { tools });
const routed = await answered('openrouter', { stream: true });
const textOf = ({ response }: Recording) => Buffer.from(response.body).toString();
const spoilt = (from: string | RegExp, to: string): Recording => {
  const text = textOf(streamed).replace(from, to);
  expect(text).not.toBe(textOf(streamed));
  return stream(text, { request: streamed.request });
};
const changed = (change: (message: Record<string, unknown>) => object): Recording =>
  json(change(JSON.parse(textOf(plain))), { request: plain.request });

describe('stuntdouble cassettes lint', () => {
  test('finds nothing in what the services of today send', async () => {
    const recordings: Recording[] = [];
    for (const dialect of ['anthropic', 'openrouter', 'llm-router'] as const) {
      for (const form of [true, false]) recordings.push(await answered(dialect, { stream: form, tools, thinking }));
      // No schema allows that, and the service says so.
      recordings.push(await answered(dialect, { max_tokens: 'many' }, 400));
    }
    const { code, out } = await lint('--cassettes', await tapes({ today: recordings }));
    expect(out).toBe('1 cassette, 9 exchanges, 0 errors, 0 warnings');
    expect(code).toBe(0);
  });

  test.each<[string, Recording, string]>([
    [
      'a request that would be refused',
      json(JSON.parse(textOf(plain)), { request: { ...plain.request, body: { messages: 3 } } }),
      'error tape#1 request /messages: expected',
    ],
    [
      'a request with a field that is no more',
      json(JSON.parse(textOf(plain)), {
        request: { ...plain.request, body: { ...(plain.request.body as object), old: 1 } },
      }),
      'error tape#1 request /old: expected',
    ],
    [
      'a request without JSON',
      json(JSON.parse(textOf(plain)), { request: { ...plain.request, body: undefined, text: 'x' } }),
      'error tape#1 request: the body is no JSON',
    ],
    ['a reply that lacks a field', changed(({ usage: _, ...rest }) => rest), 'error tape#1 reply /usage: expected'],
    [
      'a reply with a field of another type',
      changed((message) => ({ ...message, content: [{ type: 'text', text: 3 }] })),
      'error tape#1 reply /content/0/text: expected',
    ],
    ['a reply that is no JSON', json('{', { request: plain.request }), 'error tape#1 reply: the body is no JSON'],
    [
      'a reply of the wrong form',
      recorded(Buffer.from(textOf(plain)), 'application/json', { request: streamed.request }),
      'error tape#1 reply: the request asks for a stream, but the reply is JSON',
    ],
    [
      'an error without an envelope',
      json({ oops: true }, { status: 500, request: plain.request }),
      'error tape#1 reply /type: expected',
    ],
    [
      'a count that is none',
      json({ tokens: 3 }, { request: { ...plain.request, path: '/v1/messages/count_tokens?beta=true' } }),
      'error tape#1 reply /input_tokens: expected a whole number',
    ],
    [
      'an event that lacks a field',
      spoilt('"content_block":{', '"other":{'),
      'error tape#1 event 2 (line 4) /content_block: expected',
    ],
    [
      'an event that is no JSON',
      spoilt('{"type":"ping"', '{"type":"ping'),
      'error tape#1 event 3 (line 7): the data is no JSON object',
    ],
    [
      'an event under a wrong name',
      spoilt('event: ping', 'event: pong'),
      'error tape#1 event 3 (line 7): expected the type of the data, ping, but the event is called "pong"',
    ],
    [
      'events out of order',
      spoilt(/event: message_start\n.*\n\n/, ''),
      'error tape#1 event 1 (line 1): content_block_start comes before message_start',
    ],
    [
      'a stream without its end',
      spoilt(/event: message_stop\n.*\n\n/, ''),
      'error tape#1 reply: the stream ends without message_stop',
    ],
  ])('finds %s, and fails', async (_, recording, line) => {
    const { code, out } = await lint('--cassettes', await tapes({ tape: [recording] }));
    expect(out).toContain(line);
    expect(code).toBe(1);
  });

  test.each<[string, Recording, string]>([
    [
      'a key that the contract does not know',
      changed((message) => ({ ...message, news: 1 })),
      '1 cassette, 1 exchange, 0 errors, 0 warnings',
    ],
    [
      'an event of a new kind',
      spoilt('event: ping\n', 'event: news\ndata: {"type":"news"}\n\nevent: ping\n'),
      'warning tape#1 event 3 (line 7): events of type news are not in the contract',
    ],
    [
      'a reply that broke off',
      stream(textOf(streamed).slice(0, 900), { request: streamed.request, broken: 'client left' }),
      'warning tape#1 reply: the reply broke off (client left)',
    ],
    [
      'the page of a proxy',
      recorded('<html>', 'text/html', { status: 502, request: plain.request }),
      'warning tape#1 reply: the error is no JSON',
    ],
    [
      'arguments that are no object',
      spoilt(/"partial_json":"\{.*?\}"\}/, '"partial_json":"[1]"}'),
      'warning tape#1 reply: no message can be made of it',
    ],
    [
      'a sum that only a client of JSON would stumble over',
      stream(textOf(routed).replace(/"cost":[^,}]+/, '"cost":"much"'), { request: routed.request }),
      'warning tape#1 reply as JSON /usage/cost: expected',
    ],
  ])('puts up with %s', async (_, recording, line) => {
    const { code, out } = await lint('--cassettes', await tapes({ tape: [recording] }));
    expect(out).toContain(line);
    expect(out).toContain(' 0 errors');
    expect(code).toBe(0);
  });

  test('tells what is wrong with every event of a kind once', async () => {
    const { out } = await lint(
      '--cassettes',
      await tapes({
        tape: [spoilt(/"delta":\{"type":"thinking_delta","thinking":"[^"]*"/g, '"delta":{"type":"thinking_delta"')],
      }),
    );
    expect(out.match(/\/delta\/thinking/g)).toHaveLength(1);
  });

  test('puts errors first, and writes JSON for machines', async () => {
    const weak = spoilt('event: ping\n', 'event: news\ndata: {"type":"news"}\n\nevent: ping\n');
    const directory = await tapes({ tape: [weak, changed(({ usage: _, ...rest }) => rest)] });
    const { code, out } = await lint('--json', '--cassettes', directory);
    expect(code).toBe(1);
    const { findings, ...counts } = JSON.parse(out);
    expect(counts).toEqual({ cassettes: 1, exchanges: 2, errors: 1, warnings: 1, problems: [] });
    expect(findings).toEqual([
      {
        severity: 'error',
        recording: 'tape#2',
        where: 'reply',
        pointer: '/usage',
        code: 'required',
        message: expect.any(String),
      },
      {
        severity: 'warning',
        recording: 'tape#1',
        where: 'event 3 (line 7)',
        pointer: '',
        code: 'unknown',
        message: expect.any(String),
      },
    ]);
  });

  test('checks only the cassettes that are named', async () => {
    const directory = await tapes({ good: [plain], bad: [json('{', { request: plain.request })] });
    expect((await lint('good', '--cassettes', directory)).code).toBe(0);
    expect((await lint('--cassettes', directory)).code).toBe(1);
    const { code, errors } = await lint('god', '--cassettes', directory);
    expect(code).toBe(2);
    expect(errors).toContain('is called "god". Did you mean "good"?');
  });

  test('fails over a cassette that cannot be read, and has nothing to say of an empty folder', async () => {
    const directory = await tapes({ good: [plain], bad: [plain] });
    write(join(folderOf(directory, 'bad'), 'recording.har'), '[]');
    const { code, out, errors } = await lint('--cassettes', directory);
    expect(code).toBe(1);
    expect(errors).toContain(folderOf(directory, 'bad'));
    expect(out).toBe('1 cassette, 1 exchange, 1 error, 0 warnings');
    expect((await lint('--cassettes', join(folderWith(), 'none'))).code).toBe(2);
  });
});
