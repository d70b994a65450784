import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Recorder } from '../../../src/cassettes/record/recorder.ts';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { withReferences } from '../../../src/cassettes/side-file.ts';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { driftCommand } from '../../../src/cli/cassettes/drift-command.ts';
import { systemClock } from '../../../src/clock.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import type { Message } from '../../../src/message/message.ts';
import { createMock } from '../../../src/mock.ts';
import { eventText, json, stream, streamText } from '../../cassettes/replay/recorded.ts';
import { callOf, serverOf } from '../../cassettes/upstream/upstream-server.ts';
import { folderWith } from '../../support/folder.ts';
import { message } from '../../support/messages.ts';
import { run, tapes } from './commands.ts';

/** Without what the machine at hand may have set. */
async function drift(directory: string, origin: string, ...words: string[]) {
  for (const name of ['CI', 'OPENROUTER_API_KEY', 'LLMROUTER_API_KEY']) vi.stubEnv(name, '');
  vi.stubEnv('ANTHROPIC_API_KEY', 'the-key');
  onTestFinished(() => void vi.unstubAllEnvs());
  return run(driftCommand, '--cassettes', directory, '--upstream', origin, ...words);
}

/** An upstream that answers this, and notes what it was asked. */
async function upstream(reply: Recording) {
  const asked: { headers: IncomingMessage['headers']; url: string | undefined; body: string }[] = [];
  const origin = await serverOf(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    asked.push({ headers: request.headers, url: request.url, body: Buffer.concat(pieces).toString() });
    response.writeHead(reply.response.status, Object.fromEntries(reply.response.headers));
    response.end(reply.response.body);
  });
  return { origin, asked };
}

const base = message({ content: [{ type: 'text', text: 'Hello there.' }] });
const streamed = { request: { body: { model: 'm', max_tokens: 9, stream: true, messages: [] } } };
const changed = (changes: Partial<Message>) => json({ ...base, ...changes });

describe('stuntdouble cassettes drift', () => {
  test('finds nothing where the upstream has not changed, in every form of reply', async () => {
    const mock = createMock({ seed: 'drift', log: 'silent' });
    const { url } = await mock.listen({ port: 0 });
    onTestFinished(() => mock.close());
    const directory = folderWith();
    const recorder = new Recorder({ clock: systemClock, tell: () => undefined });
    const tools = [{ name: 'weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }];
    const more: object[] = [
      {},
      { stream: true },
      { stream: true, tools, tool_choice: { type: 'any' } },
      { thinking: { type: 'enabled', budget_tokens: 1024 }, stream: true },
      { max_tokens: -1 },
    ];
    for (const each of more) {
      const asked = {
        model: 'claude-sonnet-4-5',
        max_tokens: 2000,
        messages: [{ role: 'user', content: 'Hi' }],
        ...each,
      };
      const call = callOf(`${url}/v1/messages`, {
        path: '/v1/messages',
        headers: [
          ['content-type', 'application/json'],
          ['anthropic-version', '2023-06-01'],
          ['x-api-key', 'k'],
        ],
        body: Buffer.from(JSON.stringify(asked)),
      });
      const keep = { directory, name: 'tape', redact: false, keepBroken: true, private: false };
      const reply = await recorder.call(call, { keep, timeout: 10_000 });
      for await (const _ of reply.body);
      expect((await reply.kept).stored).toBe(true);
    }
    await recorder.close();
    const { code, out } = await drift(directory, url, 'tape', '--yes', '--json', '--severity', 'warning');
    const { drifts } = JSON.parse(out);
    expect(drifts).toHaveLength(5);
    const told = (drifts as { differences: { severity: string }[] }[]).flatMap(({ differences }) => differences);
    expect(told.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(code).toBe(0);
  });

  test.each<[string, Recording, Recording, string]>([
    ['a status', json(base), json(base, { status: 201 }), 'error status: 200 → 201'],
    [
      'a key that is gone',
      json({ ...base, provider: 'x' }),
      json(base),
      'error shape reply /provider: "string" → nothing',
    ],
    [
      'the type of an error',
      json({ type: 'error', error: { type: 'api_error', message: 'x' } }, { status: 500 }),
      json({ type: 'error', error: { type: 'new_error', message: 'x' } }, { status: 500 }),
      'error error /error/type: "api_error" → "new_error"',
    ],
    [
      'the order of events',
      stream(streamText(base), streamed),
      stream(eventText(disassemble(base, (text) => [text]).filter(({ type }) => type !== 'message_delta'))),
      'error event order stream: ',
    ],
    [
      'a stream that breaks off',
      stream(streamText(base), streamed),
      stream(streamText(base).slice(0, 500)),
      'error ending: ',
    ],
    ['the form', stream(streamText(base), streamed), json(base), 'error form: "stream" → "json"'],
    ['the reason', json(base), changed({ stop_reason: 'refusal' }), 'warning stop_reason /stop_reason: '],
    ['blocks', json(base), changed({ content: [] }), 'warning blocks /content: ["text"] → []'],
    [
      'a rise of usage',
      json(base),
      changed({ usage: { input_tokens: 99, output_tokens: 4 } }),
      'warning usage /usage/input_tokens: 10 → 99',
    ],
    [
      'headers',
      json(base, {
        headers: [
          ['content-type', 'application/json'],
          ['request-id', 'a'],
        ],
      }),
      json(base),
      'warning headers request-id: "a" → nothing',
    ],
    ['text', json(base), changed({ content: [{ type: 'text', text: 'Goodbye.' }] }), 'info text /content/0/text: '],
  ])('reports a change of %s, and fails from its severity on', async (_, before, now, expected) => {
    const directory = await tapes({ tape: [before] });
    const { origin } = await upstream(now);
    const { code, out } = await drift(directory, origin, 'tape', '--yes', '--severity', 'info');
    expect(out).toContain(`tape#1\n  ${expected}`);
    expect(code).toBe(1);
    const isError = expected.startsWith('error ');
    expect((await drift(directory, origin, 'tape', '--yes')).code).toBe(isError ? 1 : 0);
  });

  test('sends the request as it was, to the upstream that was named, with the key and without storing anything', async () => {
    const data = Buffer.alloc(9000, 3).toString('base64');
    const body = { model: 'm', messages: [{ source: { type: 'base64', media_type: 'image/png', data } }] };
    const directory = await tapes({});
    const { body: stored, files } = withReferences(body);
    const recording = json(base, {
      request: {
        url: 'http://evil.example/v1/messages',
        path: '/v1/messages?beta=true',
        headers: [['anthropic-beta', 'a']],
        body: stored,
      },
    });
    await editCassette(directory, 'tape', () => [recording], { private: false, files });
    const { origin, asked } = await upstream(json(base));
    expect(await drift(directory, origin, 'tape#1', '--yes')).toMatchObject({
      code: 0,
      out: 'tape#1: as recorded\n1 exchange compared: 0 errors, 0 warnings, 0 info',
      errors: '',
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: '/v1/messages?beta=true',
      headers: { 'x-api-key': 'the-key', 'anthropic-beta': 'a' },
    });
    expect(JSON.parse(asked[0]!.body)).toEqual(body);
  });

  test('calls nobody without consent, in CI, or without a key', async () => {
    const directory = await tapes({ tape: [json(base), { ...json(base), polly: { id: 'b', order: 0 } }] });
    const { origin, asked } = await upstream(json(base));
    const refused = await drift(directory, origin, 'tape');
    expect(refused).toMatchObject({
      code: 2,
      errors: expect.stringContaining(`2 requests would be sent to ${origin}.`),
    });
    expect(refused.errors).toContain('--yes');
    vi.stubEnv('CI', 'true');
    const words = ['--cassettes', directory, '--upstream', origin, 'tape', '--yes'];
    expect(await run(driftCommand, ...words)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('--record-in-ci'),
    });
    vi.stubEnv('ANTHROPIC_API_KEY', '');
    expect(await run(driftCommand, ...words, '--record-in-ci')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('ANTHROPIC_API_KEY'),
    });
    expect(asked).toEqual([]);
    vi.stubEnv('ANTHROPIC_API_KEY', 'k');
    expect((await run(driftCommand, ...words, '--record-in-ci')).code).toBe(0);
    expect(asked).toHaveLength(2);
  });

  test('says what it could not compare, and why', async () => {
    const hidden = json(base, { request: { body: { messages: [{ content: 'sk-ant-REDACTED-1f2e3d4c5b6a' }] } } });
    const broken = stream('event: message_start\n', { broken: 'upstream cut' });
    const tape = [hidden, broken, json(base)].map((each, order) => ({ ...each, polly: { id: 'a', order } }));
    const directory = await tapes({ tape });
    const busy = await upstream(json({ type: 'error', error: { message: 'slow\u009b' } }, { status: 429 }));
    const { code, out } = await drift(directory, busy.origin, 'tape', '--yes');
    expect(code).toBe(2);
    expect(out.split('\n')).toEqual([
      'tape#1: not compared: its request holds pseudonyms, so it cannot be sent again',
      'tape#2: not compared: its reply broke off (upstream cut)',
      'tape#3: not compared: the upstream answers 429: {"type":"error","error":{"message":"slow<U+009B>"}}',
      '0 exchanges compared: 0 errors, 0 warnings, 0 info; 3 not compared',
    ]);
    expect(busy.asked).toHaveLength(1);
    const gone = await drift(directory, 'http://127.0.0.1:9', 'tape#3', '--yes');
    expect(gone).toMatchObject({ code: 2, out: expect.stringContaining('not compared: ') });
  });

  test('tells of a side file that is gone', async () => {
    const { body } = withReferences({
      source: { type: 'base64', media_type: 'image/png', data: Buffer.alloc(9000).toString('base64') },
    });
    const directory = await tapes({ tape: [json(base, { request: { body } })] });
    const { origin } = await upstream(json(base));
    const { out } = await drift(directory, origin, 'tape', '--yes');
    expect(out).toContain(join(folderOf(directory, 'tape'), 'files'));
  });

  test.each([
    [['none', '--yes'], 'no cassette in'],
    [['tape', '--yes', '--upstream', 'nonsense'], '--upstream: '],
    [['tape', '--yes', '--upstream-timeout', 'soon'], '--upstream-timeout'],
  ])('refuses %j', async (words, told) => {
    const directory = await tapes({ tape: [json(base)] });
    expect(await drift(directory, 'http://127.0.0.1:9', ...words)).toMatchObject({
      code: 2,
      errors: expect.stringContaining(told),
    });
  });
});
