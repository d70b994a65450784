import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../../src/cassettes/replay/message-of.ts';
import { jsonOf, textOf } from '../../../src/cassettes/replay/text-of.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { readCassette } from '../../../src/cassettes/store/read-cassettes.ts';
import { importCommand } from '../../../src/cli/cassettes/import-command.ts';
import { replyViolations } from '../../../src/contract/validator.ts';
import { streamText } from '../../cassettes/replay/recorded.ts';
import { folderWith } from '../../support/folder.ts';
import { message } from '../../support/messages.ts';
import { run } from './commands.ts';

const KEY = `sk-ant-api03-${'Ab3dE6gH9jK2mN5p'.repeat(5)}-AA`;
const asked = { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] };
const MESSAGES = 'https://api.anthropic.com/v1/messages';

async function taken(files: Readonly<Record<string, string | object>>, ...words: string[]) {
  const texts = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  const folder = folderWith(Object.fromEntries(texts));
  const directory = folderWith();
  const paths = Object.keys(files).map((name) => join(folder, name));
  const ran = await run(importCommand, ...paths, '--as', 'tape', '--cassettes', directory, ...words);
  return { ...ran, directory, paths, recordings: (await readCassette(directory, 'tape'))?.recordings ?? [] };
}

interface Entry {
  method?: string;
  url?: string;
  asked?: unknown;
  headers?: object[];
  content?: object;
  status?: number;
  got?: object[];
  own?: object;
}

/** As a browser's developer tools write it. */
function entry({ method = 'POST', url = MESSAGES, status = 200, ...more }: Entry = {}) {
  return {
    _resourceType: 'fetch',
    startedDateTime: '2026-10-01T08:00:00.000Z',
    time: 812.4,
    request: {
      method,
      url,
      httpVersion: 'http/2.0',
      headers: more.headers ?? [
        { name: ':authority', value: 'api.anthropic.com' },
        { name: 'x-api-key', value: KEY },
        { name: 'Anthropic-Version', value: '2023-06-01' },
        { name: 'cookie', value: 'session=1' },
      ],
      queryString: [],
      cookies: [{ name: 'session', value: '1' }],
      postData: { mimeType: 'application/json', text: JSON.stringify(more.asked ?? asked) },
    },
    response: {
      status,
      statusText: '',
      headers: more.got ?? [
        { name: 'content-type', value: 'text/event-stream; charset=utf-8' },
        { name: 'content-encoding', value: 'br' },
        { name: 'request-id', value: 'req_1' },
        { name: 'set-cookie', value: 'secret=1' },
      ],
      content: more.content ?? { size: 3, mimeType: 'text/event-stream', text: streamText(message()) },
    },
    ...more.own,
  };
}

const har = (entries: object[], creator = 'WebInspector') => ({
  log: { version: '1.2', creator: { name: creator, version: '537.36' }, pages: [], entries },
});

describe('stuntdouble cassettes import, of a HAR file', () => {
  test('takes the calls of a Messages API, whole, in one chunk, without what is secret', async () => {
    const { code, out, directory, recordings } = await taken({ 'web.har': har([entry()]) });
    expect({ code, out }).toEqual({ code: 0, out: '1 exchange taken into tape.' });
    expect(recordings[0]).toMatchObject({
      request: {
        dialect: 'anthropic',
        method: 'POST',
        url: MESSAGES,
        path: '/v1/messages',
        headers: [['anthropic-version', '2023-06-01']],
        body: asked,
      },
      response: {
        status: 200,
        headers: [
          ['content-type', 'text/event-stream; charset=utf-8'],
          ['request-id', 'req_1'],
        ],
        chunks: [{ at: 812, bytes: Buffer.byteLength(streamText(message())) }],
      },
      startedAt: '2026-10-01T08:00:00.000Z',
    });
    expect(messageOf(recordings[0]!)).toEqual(message());
    const file = readFileSync(join(folderOf(directory, 'tape'), 'recording.har'), 'utf8');
    expect(file).not.toMatch(/sk-ant|session|secret=1/);
  });

  test('says of everything else why it was not taken', async () => {
    const { code, errors, recordings } = await taken({
      'web.har': har([
        entry({ method: 'GET', url: 'https://docs.example/page' }),
        entry({ method: 'GET', url: 'https://docs.example/page' }),
        entry({ method: 'OPTIONS' }),
        entry({ url: 'https://gateway.example/v1/messages' }),
        entry({ content: { size: 0, mimeType: '' } }),
        entry({ status: 0 }),
        entry({ url: 'no url' }),
        { request: null },
        entry({ asked: `My key is ${KEY}.` }),
        entry(),
      ]),
    });
    expect(code).toBe(1);
    expect(recordings).toHaveLength(1);
    const lines = errors.split('\n');
    for (const [number, reason] of [
      ['1, web.har entry 2', 'GET /page is no call'],
      ['3', 'OPTIONS /v1/messages is no call'],
      ['4', 'gateway.example is none of the services'],
      ['5', 'the text of its reply is missing'],
      ['6', 'it has no reply'],
      ['7', 'its URL is none'],
      ['8', 'expected'],
      ['9', 'anthropic-key'],
    ])
      expect(lines.find((line) => line.startsWith(`not taken: web.har entry ${number}: `))).toContain(reason);
    expect(lines).toHaveLength(8);
    expect(errors).not.toContain(KEY);
  });

  test('writes pseudonyms with --redact, and takes other hosts with --dialect', async () => {
    const entries = [
      entry({ asked: { ...asked, system: `Use ${KEY}` } }),
      entry({ url: 'http://user:pass@localhost:4010/api/v1/messages?a=1' }),
    ];
    const { code, recordings } = await taken({ 'web.har': har(entries) }, '--redact', '--dialect', 'openrouter');
    expect(code).toBe(0);
    expect(recordings[0]!.request.body).toMatchObject({ system: expect.stringMatching(/^Use sk-ant-REDACTED-/) });
    expect(recordings[1]!.request).toMatchObject({
      dialect: 'openrouter',
      path: '/api/v1/messages?a=1',
      url: 'http://localhost:4010/api/v1/messages?a=1',
    });
  });

  test('knows a stream that was cut, and keeps it as what it was', async () => {
    const content = { size: 1, mimeType: 'text/event-stream', text: streamText(message()).slice(0, 400) };
    expect((await taken({ 'web.har': har([entry({ content })]) })).recordings[0]!.response.broken).toBe('upstream cut');
  });

  test('takes nothing twice, but both of two that were the same', async () => {
    const file = har([entry(), entry()]);
    const { directory, paths, recordings } = await taken({ 'web.har': file });
    expect(recordings.map(({ polly }) => polly.order)).toEqual([0, 1]);
    const again = await run(importCommand, ...paths, '--as', 'tape', '--cassettes', directory, '--json');
    expect(again.code).toBe(1);
    expect(JSON.parse(again.out)).toMatchObject({
      added: 0,
      skipped: [{ where: 'web.har entry 1', reason: expect.stringContaining('already') }, {}],
    });
    expect((await readCassette(directory, 'tape'))?.recordings).toHaveLength(2);
  });

  test('puts long base64 into side files', async () => {
    const data = Buffer.alloc(9000, 7).toString('base64');
    const content = [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data } }];
    const { directory, recordings } = await taken({
      'web.har': har([entry({ asked: { ...asked, messages: [{ role: 'user', content }] } })]),
    });
    const text = JSON.stringify(recordings[0]!.request.body);
    const [, name] = /"stuntdouble-file:sha256-([0-9a-f]{64}\.png)"/.exec(text)!;
    expect(readFileSync(join(folderOf(directory, 'tape'), 'files', name!), 'base64')).toBe(data);
  });
});

describe('stuntdouble cassettes import, of Polly.js recordings', () => {
  test('gives other ids to what held secrets, as they are digests of them', async () => {
    const secret = entry({ asked: { ...asked, system: `Use ${KEY}` }, own: { _id: 'abc', _order: 0 } });
    const { recordings } = await taken({ 'recording.har': har([secret], 'Polly.JS') }, '--redact');
    expect(recordings.map(({ polly }) => polly.id)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  test('keeps its ids and undoes its way to write compressed replies', async () => {
    const packed = gzipSync(JSON.stringify(message()));
    const pieces = [packed.subarray(0, 20), packed.subarray(20)].map((piece) => piece.toString('base64'));
    const got = [
      { name: 'content-type', value: 'application/json' },
      { name: 'content-encoding', value: 'gzip' },
    ];
    const content = { size: 9, mimeType: 'application/json', encoding: 'base64', text: JSON.stringify(pieces) };
    const hex = { size: 9, mimeType: '', _isBinary: true, text: JSON.stringify([packed.toString('hex')]) };
    const { code, recordings } = await taken({
      'recording.har': har(
        [
          entry({ got, content, own: { _id: 'abc', _order: 0 } }),
          entry({ got, content: hex, own: { _id: 'abc', _order: 1 } }),
          // As the adapter for fetch writes it.
          entry({ got, content: { text: JSON.stringify(message()) }, own: { _id: 'abc', _order: 2 } }),
        ],
        'Polly.JS',
      ),
    });
    expect(code).toBe(0);
    expect(recordings.map(({ polly }) => polly)).toEqual([
      { id: 'abc', order: 0 },
      { id: 'abc', order: 1 },
      { id: 'abc', order: 2 },
    ]);
    for (const recording of recordings) expect(jsonOf(recording)).toEqual(message());
  });
});

describe('stuntdouble cassettes import, of VCR.py cassettes', () => {
  const zipped = gzipSync(JSON.stringify(message())).toString('base64');
  const yaml = `interactions:
- request:
    body: '${JSON.stringify(asked)}'
    headers:
      Authorization:
      - Bearer ${KEY}
      anthropic-version:
      - '2023-06-01'
      x-title:
      - 0o17
    method: POST
    uri: ${MESSAGES}
  response:
    body:
      string: !!binary |
        ${zipped.match(/.{1,70}/g)!.join('\n        ')}
    headers:
      Content-Encoding:
      - gzip
      Content-Type:
      - application/json
      Date:
      - Thu, 01 Oct 2026 08:00:00 GMT
    status:
      code: 200
      message: OK
- request:
    body: !!binary |
      ${Buffer.from(JSON.stringify({ ...asked, stream: true })).toString('base64')}
    headers: {}
    method: POST
    uri: https://openrouter.ai/api/v1/messages
  response:
    body:
      string: ${JSON.stringify(streamText(message()))}
    headers:
      Content-Type: text/event-stream
    status: {code: 200, message: OK}
- request: {body: null, headers: {}, method: GET, uri: 'https://pypi.org/simple'}
  response: {body: {string: ''}, headers: {}, status: {code: 200, message: OK}}
version: 1
`;

  test('reads text and bytes, compressed or not, in YAML and JSON', async () => {
    const interaction = {
      request: {
        body: JSON.stringify(asked),
        headers: {},
        method: 'POST',
        uri: 'https://api.llmrouter.app/v1/messages',
      },
      response: {
        body: { base64_string: Buffer.from(JSON.stringify(message())).toString('base64') },
        headers: { 'content-type': ['application/json'] },
        status: { code: 200, message: 'OK' },
      },
    };
    const { code, errors, recordings, directory } = await taken({
      'a.yaml': yaml,
      'b.json': { version: 1, interactions: [interaction] },
    });
    expect({ code, errors }).toEqual({
      code: 1,
      errors: 'not taken: a.yaml interaction 3: GET /simple is no call of a Messages API',
    });
    expect(recordings.map(({ request }) => request.dialect)).toEqual(['anthropic', 'openrouter', 'llm-router']);
    expect(recordings.map(messageOf)).toEqual([message(), message(), message()]);
    expect(recordings[0]!.startedAt).toBe('2026-10-01T08:00:00.000Z');
    // What is a number in YAML 1.2 is a text in 1.1, which Python writes.
    expect(recordings[0]!.request.headers).toContainEqual(['x-title', '0o17']);
    expect(recordings[1]!.request.body).toEqual({ ...asked, stream: true });
    expect(readFileSync(join(folderOf(directory, 'tape'), 'recording.har'), 'utf8')).not.toContain('sk-ant');
  });

  test('refuses what is no YAML, and a bomb of aliases', async () => {
    expect(await taken({ 'a.yaml': 'a: [' })).toMatchObject({ code: 2, errors: expect.stringContaining('no YAML') });
    const bomb = [
      'a0: &a0 [x]',
      ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`),
    ];
    expect(await taken({ 'a.yaml': bomb.join('\n') })).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/alias/i),
    });
  });
});

describe('stuntdouble cassettes import, of aimock fixtures', () => {
  const fixtures = [
    { match: { userMessage: 'hello', model: 'claude-x' }, response: { content: 'Hello!' }, latency: 20 },
    {
      match: { userMessage: 'weather' },
      response: {
        reasoning: 'Which city?',
        content: 'Looking.',
        toolCalls: [{ name: 'weather', arguments: '{"city":"Paris"}' }],
        usage: { prompt_tokens: 3, completion_tokens: 4 },
      },
    },
    { match: { userMessage: 'again', sequenceIndex: 1 }, response: { content: 'second' } },
    { match: { userMessage: 'again', sequenceIndex: 0 }, response: { content: 'first', finishReason: 'length' } },
    {
      match: { userMessage: 'blocks' },
      response: {
        blocks: [
          { type: 'toolCall', name: 'a', arguments: {}, id: 'call_1' },
          { type: 'text', text: 'then' },
        ],
      },
    },
    {
      match: { userMessage: 'busy' },
      response: { error: { message: 'Slow down', type: 'rate_limit_error' }, status: 429 },
    },
    { match: { userMessage: 'json' }, response: { content: { a: 1 } } },
    { match: { toolCallId: 'call_1' }, response: { content: 'Done' } },
    { match: {}, response: { content: 'Anything' } },
    { match: { userMessage: 'x', turnIndex: 1 }, response: { content: 'later' } },
    { match: { userMessage: 'x' }, response: { content: 'cut' }, truncateAfterChunks: 1 },
    { match: { userMessage: 'x' }, response: { image: { url: 'https://x.example' } } },
    { match: { userMessage: 'x' }, response: { toolCalls: [{ name: 'a', arguments: '{' }] } },
    'nonsense',
  ];

  test('makes messages of them that keep the contract', async () => {
    const { code, recordings } = await taken({ 'chat.json': { fixtures } });
    expect(code).toBe(1);
    const replies = recordings.map((recording) => messageOf(recording)?.content ?? jsonOf(recording));
    expect(replies).toMatchObject([
      [{ type: 'text', text: 'Hello!' }],
      [
        { type: 'thinking', thinking: 'Which city?' },
        { type: 'text', text: 'Looking.' },
        { type: 'tool_use', name: 'weather', input: { city: 'Paris' } },
      ],
      [{ text: 'first' }],
      [{ type: 'tool_use', id: 'call_1' }, { text: 'then' }],
      { error: { type: 'rate_limit_error', message: 'Slow down' } },
      [{ text: '{"a":1}' }],
      [{ text: 'second' }],
    ]);
    expect(messageOf(recordings[1]!)).toMatchObject({
      stop_reason: 'tool_use',
      usage: { input_tokens: 3, output_tokens: 4 },
    });
    expect(messageOf(recordings[2]!)?.stop_reason).toBe('max_tokens');
    expect(recordings[0]!.request.body).toMatchObject({
      model: 'claude-x',
      messages: [{ role: 'user', content: 'hello' }],
    });
    for (const recording of recordings) {
      const kind = recording.response.status === 200 ? 'response' : 'error';
      expect(await replyViolations('anthropic', kind, jsonOf(recording))).toEqual([]);
    }
  });

  test('says what was not taken and what got lost, and sets the matching level', async () => {
    const { errors, directory } = await taken({ 'chat.json': { fixtures } });
    for (const told of [
      /not taken: chat.json fixture 8: .*tool call/,
      /fixture 9: .*stub/,
      /fixture 10: .*later turn/,
      /fixture 11: .*truncateAfterChunks/,
      /fixture 12: .*image/,
      /fixture 13: .*no JSON/,
      /fixture 14: .*no object/,
      /note: chat.json fixture 1: taken without latency/,
      /note: tape: .*last-turn/,
    ])
      expect(errors).toMatch(told);
    expect((await readCassette(directory, 'tape'))?.settings).toEqual({ match: 'last-turn' });
  });
});

describe('stuntdouble cassettes import, of what it does not know', () => {
  test.each([
    ['{"a":1}', 'is none of'],
    ['{"a":', 'is no JSON'],
    ['', 'is none of'],
  ])('refuses %j before it writes anything', async (text, told) => {
    const ran = await taken({ 'good.har': har([entry()]), 'bad.json': text });
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining(told), recordings: [] });
  });

  test('believes --from, and refuses a file that is not there', async () => {
    const wrong = await taken({ 'web.har': har([entry()]) }, '--from', 'aimock');
    expect(wrong).toMatchObject({ code: 2, errors: expect.stringContaining('fixtures') });
    const none = await run(importCommand, '/nowhere.har', '--as', 'tape', '--cassettes', folderWith());
    expect(none).toMatchObject({ code: 2, errors: expect.stringContaining('cannot be read') });
  });

  test('lets no foreign text at the terminal', async () => {
    const { errors } = await taken({ 'web.har': har([entry({ url: 'https://\u001b[2J\u202e' })]) });
    expect(errors.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('keeps whole what it reads, whatever it is made of', async () => {
    const text = `${streamText(message({ content: [{ type: 'text', text: '👩‍👩‍👧\ud83d' }] }))}: end\n\n`;
    const content = { size: 1, mimeType: '', encoding: 'base64', text: Buffer.from(text).toString('base64') };
    expect(textOf((await taken({ 'web.har': har([entry({ content })]) })).recordings[0]!)).toBe(
      Buffer.from(text).toString('utf8'),
    );
  });
});
