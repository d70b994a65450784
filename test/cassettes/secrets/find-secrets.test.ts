import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { findSecrets } from '../../../src/cassettes/secrets/find-secrets.ts';
import { redacted } from '../../../src/cassettes/secrets/redacted.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import { encodeEvent } from '../../../src/message/sse.ts';
import { message } from '../../support/messages.ts';
import { recording, STREAM } from './recordings.ts';
import { noise, sample } from './samples.ts';

const { secret } = sample('anthropic-key');
const print = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;

function stream(text: string, size: number): string {
  const whole = message({
    content: [
      { type: 'text', text: 'One moment.' },
      { type: 'thinking', thinking: text, signature: noise(400, 'signature') },
      { type: 'tool_use', id: 'toolu_1', name: 'run', input: { env: { line: `"${text}"` } } },
    ],
  });
  const chop = (piece: string): string[] => piece.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  return disassemble(whole, chop).map(encodeEvent).join('');
}

const places = (parts: Parameters<typeof recording>[0]): string[] =>
  findSecrets(recording(parts), {}).map(({ where }) => where);

describe('findSecrets', () => {
  test('tells what it is, how it begins, and by what to name it, and no more of it', () => {
    const body = {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Hi.' },
            { type: 'text', text: `My key is ${secret}` },
          ],
        },
      ],
    };
    expect(findSecrets(recording({ body }), {})).toEqual([
      {
        where: 'request /messages/0/content/1/text',
        kind: 'anthropic-key',
        shown: `${secret.slice(0, 11)}…`,
        fingerprint: print(secret),
      },
    ]);
  });

  test('shows less of what is short', () => {
    const [found] = findSecrets(recording({ body: { api_key: 'q7Xk29dLvPw3' } }), {});
    expect(found).toMatchObject({ where: 'request /api_key', kind: 'assigned-secret', shown: 'q7X…' });
  });

  test('looks at both ways, the address and the headers, in that order', () => {
    const found = places({
      url: `https://example.com/v1/messages?key=${sample('google-key').secret}`,
      requestHeaders: [['http-referer', `https://app.example.com/?token=${sample('assigned-secret').secret}`]],
      body: { system: `Key: ${secret}` },
      reply: JSON.stringify({ content: [{ type: 'text', text: sample('github-token').secret }] }),
    });
    expect(found).toEqual(['request url', 'request header http-referer', 'request /system', 'reply /content/0/text']);
  });

  test('reads JSON as a client does: escapes hide nothing', () => {
    const hidden = `\\u0073\\u006b${secret.slice(2)}`;
    const [found, ...more] = findSecrets(recording({ reply: `{"a/b":["${hidden}"]}` }), {});
    expect(more).toEqual([]);
    expect(found).toMatchObject({ where: 'reply /a~1b/0', fingerprint: print(secret) });
  });

  test('looks into documents in base64, which a side file holds in the clear', () => {
    const data = Buffer.from(`${'Notes. '.repeat(2000)}The key is ${secret}.`).toString('base64');
    const source = { type: 'base64', media_type: 'text/plain', data };
    const body = { messages: [{ role: 'user', content: [{ type: 'document', source }] }] };
    const where = 'request /messages/0/content/0/source/data';
    expect(findSecrets(recording({ body }), {})).toMatchObject([{ where, kind: 'anthropic-key' }]);
    // Nothing can stand in for it there, so that the exchange is not written.
    expect(findSecrets(redacted(recording({ body }), {}), {})).toMatchObject([{ where }]);
  });

  test('reads the query of the address as the HAR file tells it', () => {
    const url = `https://api.example/v1/messages?to=${secret.replaceAll('-', '%2D')}`;
    const given = recording({});
    const asked = { ...given, request: { ...given.request, url, path: url.slice('https://api.example'.length) } };
    expect(findSecrets(asked, {})).toMatchObject([{ where: 'request url', kind: 'anthropic-key' }]);
  });

  test('names the event of a stream, counted from 1', () => {
    expect(places({ reply: stream(secret, 1000), type: STREAM })).toEqual([
      'reply event 7 /delta/thinking',
      'reply event 12 /delta/partial_json',
    ]);
    const error = `event: error\ndata: {"type":"error","error":{"message":"bad key ${secret}"}}\n\n`;
    expect(places({ reply: `: hi\n\ndata: {"type":"ping"}\n\n${error}`, type: STREAM })).toEqual([
      'reply event 2 /error/message',
    ]);
  });

  test.each([1, 7, 40])('finds what is cut into pieces of %i characters', (size) => {
    const found = findSecrets(recording({ reply: stream(secret, size), type: STREAM }), {});
    expect(found.map(({ where }) => where)).toEqual([
      expect.stringMatching(/^reply block 1 \(events \d+ to \d+\)$/),
      expect.stringMatching(/^reply block 2 \(events \d+ to \d+\)$/),
    ]);
    expect(new Set(found.map(({ fingerprint }) => fingerprint))).toEqual(new Set([print(secret)]));
  });

  test('finds it in a stream that broke off, and in arguments that are no JSON', () => {
    const whole = stream(secret, 1000);
    const cut = whole.slice(0, whole.indexOf(secret) + 60);
    expect(places({ reply: cut, type: STREAM })).toEqual(['reply event 7 /delta/thinking']);
    const start =
      'data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"a","name":"b","input":{}}}\n\n';
    const delta = (json: string): string =>
      `data: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: json } })}\n\n`;
    const reply = start + delta(`{key: ${secret.slice(0, 50)}`) + delta(`${secret.slice(50)} "}`);
    expect(places({ reply, type: STREAM })).toEqual(['reply block 0 (events 2 to 3)']);
  });

  test('reads what is no JSON as text, by lines', () => {
    expect(places({ reply: `Bad\ngateway\n${secret}`, type: 'text/html' })).toEqual(['reply line 3']);
    expect(places({ reply: `data: oops\n\n: ${secret}\n\n`, type: STREAM })).toEqual(['reply line 3']);
    expect(places({ text: `a=${secret}` })).toEqual(['request body']);
  });

  test('does not join a block with another that has its number', () => {
    const block = (text: string): string =>
      [
        { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
      ]
        .map((event) => `data: ${JSON.stringify(event)}\n\n`)
        .join('');
    expect(places({ reply: block('The end') + block(secret), type: STREAM })).toEqual(['reply event 4 /delta/text']);
  });

  test('finds the second secret when the first has hidden where it begins', () => {
    const [one, two] = [sample('digitalocean-token').secret, sample('aws-access-key-id').secret];
    const found = findSecrets(recording({ body: { a: `${one}${two}` } }), {});
    expect(found.map(({ kind }) => kind)).toEqual(['digitalocean-token', 'aws-access-key-id']);
  });

  test('gives a secret one kind, however differently it is named', () => {
    const { secret: key, text } = sample('aws-secret-key');
    const found = findSecrets(recording({ body: { a: `Bearer ${key}`, b: text, c: `token=${key}` } }), {});
    expect(found.map(({ kind }) => kind)).toEqual(['aws-secret-key', 'aws-secret-key', 'aws-secret-key']);
  });

  test('does not tell a key that is itself a secret', () => {
    const found = findSecrets(recording({ body: { [secret]: { a: secret } } }), {});
    expect(found).toHaveLength(2);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  test('lets pass what is allowed', () => {
    const body = { a: secret, b: sample('anthropic-key', 'two').secret, c: `api_key=${secret}` };
    const found = findSecrets(recording({ body }), { allow: [print(secret)] });
    expect(found.map(({ where }) => where)).toEqual(['request /b']);
  });

  test('does not take pictures, signatures and ids for secrets', () => {
    const body = {
      messages: [
        {
          role: 'user',
          content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: noise(9000, 'png') } }],
        },
        { role: 'assistant', content: [{ type: 'thinking', thinking: 'Hm.', signature: noise(600, 'sig') }] },
        { role: 'assistant', content: [{ type: 'redacted_thinking', data: noise(800, 'data') }] },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: `toolu_01${noise(22, 'id')}`, name: 'x', input: { id: `req_${noise(20, 'r')}` } },
          ],
        },
      ],
    };
    expect(findSecrets(recording({ body }), {})).toEqual([]);
  });
});

describe("shapes of one's own", () => {
  const acme = { secrets: [{ name: 'acme-key', pattern: 'ACME-[A-F0-9]{8}' }] };

  test('are found, and named', () => {
    expect(findSecrets(recording({ body: { a: 'take ACME-0123ABCD now' } }), acme)).toMatchObject([
      { where: 'request /a', kind: 'acme-key', fingerprint: print('ACME-0123ABCD') },
    ]);
  });

  test('are found in long texts, wherever they stand', () => {
    const long = { secrets: [{ name: 'acme-key', pattern: 'ACME-[A-F0-9]+x*y?' }] };
    for (const before of [0, 100, 2000, 99_990, 150_000]) {
      const text = `${'. '.repeat(before)}ACME-0123ABCDEF${' .'.repeat(90_000)}`;
      expect(findSecrets(recording({ text }), long).map(({ fingerprint }) => fingerprint)).toEqual([
        print('ACME-0123ABCDEF'),
      ]);
    }
  });

  test.each([
    ['(a+)+b', 'The secret pattern bad could take for ever'],
    ['a(', 'The secret pattern bad is no regular expression'],
  ])('that cannot be used are refused: %s', (pattern, text) => {
    const settings = { secrets: [{ name: 'bad', pattern }] };
    expect(() => findSecrets(recording({}), settings)).toThrow(CassetteError);
    expect(() => findSecrets(recording({}), settings)).toThrow(text);
  });
});
