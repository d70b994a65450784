import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, constants, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Keep } from '../../../src/cassettes/record/keep.ts';
import { type LiveReply, Recorder } from '../../../src/cassettes/record/recorder.ts';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { readCassette } from '../../../src/cassettes/store/read-cassettes.ts';
import type { UpstreamCall } from '../../../src/cassettes/upstream/upstream-call.ts';
import { UpstreamError } from '../../../src/cassettes/upstream/upstream-error.ts';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { folderWith, write } from '../../support/folder.ts';
import { bytesOf, callOf, gate, listening, rawServer, serverOf, textOf } from '../upstream/upstream-server.ts';

const STREAM =
  ': hello\r\n\r\nevent: message_start\r\ndata: {"type":"message_start"}\r\n\r\n: ping\n\nevent: message_stop\ndata: {"type":"message_stop"}\n\n';

interface Studio {
  directory: string;
  notes: string[];
  recorder: Recorder;
  keep(changes?: Partial<Keep>): Keep;
  record(call: UpstreamCall, changes?: Partial<Keep>): Promise<LiveReply>;
  recordings(name?: string): Promise<readonly Recording[]>;
}

function studio(clock: Clock = systemClock, directory: string = folderWith()): Studio {
  const notes: string[] = [];
  const recorder = new Recorder({ clock, tell: (note) => notes.push(note) });
  onTestFinished(() => recorder.close());
  const keep = (changes: Partial<Keep> = {}): Keep => ({
    directory,
    name: 'tape',
    redact: false,
    keepBroken: false,
    private: false,
    ...changes,
  });
  return {
    directory,
    notes,
    recorder,
    keep,
    record: (call, changes) => recorder.call(call, { keep: keep(changes), timeout: 3_600_000 }),
    recordings: async (name = 'tape') => (await readCassette(directory, name))?.recordings ?? [],
  };
}

function events(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<string> {
  return serverOf((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    response.end(body);
  });
}

describe('an exchange that is recorded', () => {
  test('is in the cassette once the reply is over, with status, headers on the list, and every byte', async () => {
    const origin = await events(STREAM, { 'request-id': 'req_1', server: 'nginx', 'set-cookie': 'a=b' });
    const { record, recordings } = studio();
    const call = callOf(`${origin}/v1/messages?beta=true`, {
      path: '/api/v1/messages?beta=true',
      headers: [
        ['X-Api-Key', 'not for the disk'],
        ['Anthropic-Version', '2023-06-01'],
        ['Content-Type', 'application/json'],
      ],
    });
    const reply = await record(call);
    expect(await textOf(reply)).toBe(STREAM);
    const { recording, stored, note } = await reply.kept;
    expect({ stored, note }).toEqual({ stored: true, note: undefined });
    const [kept, ...others] = await recordings();
    expect(others).toEqual([]);
    expect(kept).toMatchObject({
      id: 'tape#1',
      request: {
        dialect: 'anthropic',
        method: 'POST',
        url: `${origin}/v1/messages?beta=true`,
        path: '/api/v1/messages?beta=true',
        headers: [
          ['anthropic-version', '2023-06-01'],
          ['content-type', 'application/json'],
        ],
        body: { model: 'm', messages: [] },
      },
      response: {
        status: 200,
        statusText: 'OK',
        headers: [
          ['content-type', 'text/event-stream'],
          ['request-id', 'req_1'],
        ],
        trailers: [],
      },
      polly: { order: 0 },
    });
    expect(Buffer.from(kept!.response.body).toString()).toBe(STREAM);
    expect(kept!.response).not.toHaveProperty('broken');
    expect(recording).toMatchObject({ id: 'tape#1', polly: kept!.polly });
  });

  test('goes to the reader live, and keeps the time of each chunk', async () => {
    let time = 0;
    const clock: Clock = { ...systemClock, elapsed: () => time };
    const gates = [gate(), gate()];
    const origin = await serverOf(async (_request, response) => {
      response.flushHeaders();
      for (const { opened } of gates) {
        await opened;
        response.write('data: {}\n\n');
      }
      response.end();
    });
    const { record, recordings } = studio(clock);
    const reply = await record(callOf(origin));
    const pieces = reply.body[Symbol.asyncIterator]();
    for (const { open } of gates) {
      time += 40.4;
      open();
      expect((await pieces.next()).value).toHaveLength(10);
    }
    expect((await pieces.next()).done).toBe(true);
    await reply.kept;
    expect((await recordings())[0]!.response.chunks).toEqual([
      { at: 40, bytes: 10 },
      { at: 81, bytes: 10 },
    ]);
  });

  test('its times begin when the request goes out, not when the connection is made', async () => {
    let time = 0;
    let connected = false;
    const clock: Clock = {
      ...systemClock,
      elapsed: () => (connected ? 70 : 0) + time,
      now: () => (connected ? 70 : 0),
    };
    const server = createServer((_request, response) => {
      time += 5;
      response.end('{}');
    });
    server.on('connection', () => {
      connected = true;
    });
    const { record, recordings } = studio(clock);
    const reply = await record(callOf(await listening(server)));
    await textOf(reply);
    await reply.kept;
    expect(await recordings()).toMatchObject([
      { startedAt: '1970-01-01T00:00:00.070Z', response: { chunks: [{ at: 5, bytes: 2 }] } },
    ]);
  });

  test.skipIf(process.platform === 'win32')('is for its owner only, when that is wished', async () => {
    const origin = await events(STREAM);
    const { record, directory } = studio();
    const reply = await record(callOf(origin), { private: true });
    await textOf(reply);
    await reply.kept;
    const { mode } = await stat(join(folderOf(directory, 'tape'), 'recording.har'));
    expect(mode & 0o777).toBe(0o600);
  });

  test('comes again in the order of its repeats', async () => {
    let times = 0;
    const origin = await serverOf((_request, response) => response.end(`{"n":${++times}}`));
    const { record, recordings } = studio();
    for (let n = 1; n <= 3; n++) {
      const reply = await record(callOf(origin));
      await textOf(reply);
      expect(await reply.kept).toMatchObject({ stored: true, recording: { id: `tape#${n}`, polly: { order: n - 1 } } });
    }
    const all = await recordings();
    expect(new Set(all.map(({ polly }) => polly.id)).size).toBe(1);
    expect(all.map(({ response }) => Buffer.from(response.body).toString())).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  });

  test('twenty at once are all in the cassette', async () => {
    const origin = await serverOf((request, response) => response.end(`"${request.url}"`));
    const { record, recordings } = studio();
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const reply = await record(callOf(`${origin}/${index % 10}`));
        await textOf(reply);
        expect(await reply.kept).toMatchObject({ stored: true });
      }),
    );
    const all = await recordings();
    expect(all).toHaveLength(20);
    expect(new Set(all.map(({ polly }) => `${polly.id} ${polly.order}`)).size).toBe(20);
    expect(new Set(all.map(({ request }) => request.path)).size).toBe(10);
  });

  test('takes the place of those from before, when it is recorded anew', async () => {
    let run = 1;
    const origin = await serverOf((request, response) => response.end(`"${request.url} ${run}"`));
    let now = 1_800_000_000_000;
    const clock: Clock = { ...systemClock, now: () => now };
    const first = studio(clock);
    for (const path of ['/a', '/a', '/b']) {
      const reply = await first.record(callOf(origin + path));
      await textOf(reply);
      await reply.kept;
    }
    run = 2;
    now += 60_000;
    const second = studio(clock, first.directory);
    for (const path of ['/a', '/c', '/a', '/b']) {
      const reply = await second.record(callOf(origin + path), { anew: 'canonical' });
      await textOf(reply);
      await reply.kept;
    }
    const texts = (await second.recordings()).map(({ response }) => Buffer.from(response.body).toString());
    expect(texts).toEqual(['"/a 2"', '"/b 2"', '"/c 2"', '"/a 2"']);
    expect((await second.recordings()).map(({ polly }) => polly.order)).toEqual([0, 0, 0, 1]);
  });

  test.each([
    ['gzip', gzipSync(STREAM)],
    ['x-gzip', gzipSync(STREAM)],
    ['deflate', deflateSync(STREAM)],
    ['deflate', deflateRawSync(STREAM)],
    ['br', brotliCompressSync(STREAM)],
    ['gzip, br', brotliCompressSync(gzipSync(STREAM))],
    ['identity', Buffer.from(STREAM)],
  ])('compressed with %s it is relayed as it is, and kept as text', async (coding, bytes) => {
    const origin = await events(bytes, { 'content-encoding': coding });
    const { record, recordings } = studio();
    const reply = await record(callOf(origin));
    expect(await bytesOf(reply)).toEqual(bytes);
    await reply.kept;
    const [kept] = await recordings();
    expect(Buffer.from(kept!.response.body).toString()).toBe(STREAM);
    expect(kept!.response.headers).toEqual([['content-type', 'text/event-stream']]);
  });

  test('a compressed stream keeps the time of each event', async () => {
    let time = 0;
    const gates = Array.from({ length: 3 }, () => gate());
    const origin = await serverOf(async (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.flushHeaders();
      const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
      gzip.on('data', (bytes: Buffer) => response.write(bytes));
      gzip.on('end', () => response.end());
      for (const [index, { opened }] of gates.entries()) {
        await opened;
        gzip.write('x'.repeat(index + 1));
      }
      gzip.end();
    });
    const { record, recordings } = studio({ ...systemClock, elapsed: () => time });
    const reply = await record(callOf(origin));
    const pieces = reply.body[Symbol.asyncIterator]();
    let read = 0;
    for (const { open } of gates) {
      time += 100;
      open();
      // The header of gzip may come in a piece of its own.
      read += (await pieces.next()).value.length;
      if (read === 10) read += (await pieces.next()).value.length;
    }
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next());
    await reply.kept;
    expect((await recordings())[0]!.response.chunks).toEqual([
      { at: 100, bytes: 1 },
      { at: 200, bytes: 2 },
      { at: 300, bytes: 3 },
    ]);
  });

  test.each([
    [204, ''],
    [529, '{"type":"error"}'],
  ])('status %i is kept', async (status, body) => {
    const origin = await serverOf((_request, response) => {
      response.writeHead(status, { 'retry-after': '7', 'content-encoding': 'identity' });
      response.end(body);
    });
    const { record, recordings } = studio();
    const reply = await record(callOf(origin));
    expect(await textOf(reply)).toBe(body);
    await reply.kept;
    expect(await recordings()).toMatchObject([{ response: { status, headers: [['retry-after', '7']] } }]);
  });

  test('a body that is no JSON, none at all, and one that is no text are kept as they are', async () => {
    const binary = Buffer.from([0, 255, 254, 10]);
    const origin = await serverOf((_request, response) => response.end(binary));
    const { record, recordings } = studio();
    for (const changes of [{ body: Buffer.from('{"a": ') }, { body: Buffer.alloc(0), method: 'GET' }]) {
      const reply = await record(callOf(origin, changes));
      expect(await bytesOf(reply)).toEqual(binary);
      expect(await reply.kept).toMatchObject({ stored: true });
    }
    const [broken, none] = await recordings();
    expect(broken!.request).toMatchObject({ body: undefined, text: '{"a": ' });
    expect(none!.request.body).toBeUndefined();
    expect(none!.request).not.toHaveProperty('text');
    expect(Buffer.from(none!.response.body)).toEqual(binary);
  });

  test('a method that Polly does not know is passed on all the same', async () => {
    const origin = await serverOf((request, response) => response.end(request.method));
    const { record } = studio();
    const reply = await record(callOf(origin, { method: 'PROPFIND' }));
    expect(await textOf(reply)).toBe('PROPFIND');
    expect(await reply.kept).toMatchObject({
      stored: false,
      note: expect.stringContaining('PROPFIND / was not recorded'),
    });
  });

  test('long base64 lies beside it', async () => {
    const origin = await events(STREAM);
    const data = Buffer.alloc(9000, 7).toString('base64');
    const body = {
      model: 'm',
      messages: [
        { role: 'user', content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data } }] },
      ],
    };
    const { record, recordings } = studio();
    const reply = await record(callOf(origin, { body: Buffer.from(JSON.stringify(body)) }));
    await textOf(reply);
    const { recording } = await reply.kept;
    const [kept] = await recordings();
    expect(JSON.stringify(kept!.request.body)).toMatch(/"stuntdouble-file:sha256-[0-9a-f]{64}\.png"/);
    expect(recording!.request.body).toEqual(kept!.request.body);
  });
});

describe('an exchange that is not recorded', () => {
  test.each(['upstream cut', 'upstream silent', 'client left', 'error event', 'no end'])(
    'a reply that broke off (%s) is not kept, unless that is wished',
    async (how) => {
      const begin = 'event: message_start\ndata: {"type":"message_start"}\n\n';
      const error =
        'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n';
      const cut = gate();
      const origin = await rawServer((socket) => {
        socket.once('data', async () => {
          const body = how === 'error event' ? begin + error : begin;
          socket.write(
            `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`,
          );
          if (how === 'error event' || how === 'no end') socket.write('0\r\n\r\n');
          await cut.opened;
          if (how === 'upstream cut') socket.resetAndDestroy();
        });
      });
      for (const keepBroken of [false, true]) {
        let ring = (): void => undefined;
        const after: Clock['after'] = (_ms, callback) => {
          ring = callback;
          return () => undefined;
        };
        const { record, recordings, notes } = studio({ ...systemClock, after });
        const reply = await record(callOf(`${origin}/v1/messages`), { keepBroken });
        const pieces = reply.body[Symbol.asyncIterator]();
        await pieces.next();
        const rest = pieces.next().catch(() => undefined);
        if (how === 'upstream cut') cut.open();
        if (how === 'upstream silent') ring();
        if (how === 'client left') reply.stop();
        await rest;
        const { recording, stored, note } = await reply.kept;
        const broken = how === 'no end' ? 'upstream cut' : how;
        expect(recording!.response).toMatchObject({ broken });
        expect(stored).toBe(keepBroken);
        expect(await recordings()).toMatchObject(keepBroken ? [{ response: { broken } }] : []);
        expect(notes).toEqual(keepBroken ? [] : [note]);
        if (!keepBroken)
          expect(note).toMatch(/^POST \/v1\/messages was not recorded in tape: The .* With --keep-broken/);
      }
    },
  );

  test('in passthrough is seen, and not stored', async () => {
    const origin = await events(STREAM);
    const { recorder, notes, recordings } = studio();
    const reply = await recorder.call(callOf(origin), { keep: undefined, timeout: 1000 });
    expect(await textOf(reply)).toBe(STREAM);
    const kept = await reply.kept;
    expect(kept).toMatchObject({ stored: false, recording: { response: { status: 200 } } });
    expect(Buffer.from(kept.recording!.response.body).toString()).toBe(STREAM);
    expect(notes).toEqual([]);
    expect(await recordings()).toEqual([]);
  });

  test('without a reply is an error, which is told once', async () => {
    const { record, notes } = studio();
    await expect(record(callOf('http://127.0.0.1:1/'))).rejects.toBeInstanceOf(UpstreamError);
    expect(notes).toEqual([]);
  });

  test('longer than 64 MiB is relayed, and not kept', async () => {
    const size = 64 * 2 ** 20 + 1;
    const origin = await serverOf((_request, response) => response.end(Buffer.alloc(size)));
    const { record, recordings } = studio();
    const reply = await record(callOf(origin));
    let read = 0;
    for await (const chunk of reply.body) read += chunk.length;
    expect(read).toBe(size);
    expect(await reply.kept).toMatchObject({
      recording: undefined,
      stored: false,
      note: expect.stringContaining('longer than 64 MiB'),
    });
    expect(await recordings()).toEqual([]);
  });

  test('a small reply that decompresses to more than 64 MiB is not kept either', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20 + 1));
    const origin = await events(bomb, { 'content-encoding': 'gzip' });
    const { record } = studio();
    const reply = await record(callOf(origin));
    expect(await bytesOf(reply)).toEqual(bomb);
    expect(await reply.kept).toMatchObject({
      stored: false,
      note: expect.stringContaining('Decompressed, the reply is longer'),
    });
  });

  test.each([
    ['compress', Buffer.from('whatever'), 'The content-encoding "compress" of the reply cannot be undone here'],
    ['gzip', Buffer.from('no gzip'), 'The reply is no gzip, though its headers say so'],
    ['gzip', gzipSync(STREAM).subarray(0, 60), 'The reply is no gzip, though its headers say so'],
  ])('with a content-encoding %s that cannot be undone is relayed', async (coding, bytes, why) => {
    const origin = await events(bytes, { 'content-encoding': coding });
    const { record } = studio();
    const reply = await record(callOf(origin));
    expect(await bytesOf(reply)).toEqual(bytes);
    expect(await reply.kept).toMatchObject({ stored: false, note: expect.stringContaining(why) });
  });

  test('when the cassette cannot be written: the reply is whole, and the note says why', async () => {
    const origin = await events(STREAM);
    const blocked = join(folderWith({ file: '' }), 'file');
    for (const [directory, name, why] of [
      [blocked, 'tape', 'a file stands where a folder is needed'],
      [folderWith(), ' ', 'A cassette cannot be called " "'],
    ] as const) {
      const { record, notes } = studio();
      const reply = await record(callOf(origin), { directory, name });
      expect(await textOf(reply)).toBe(STREAM);
      const { stored, note, recording } = await reply.kept;
      expect(stored).toBe(false);
      expect(note).toContain(why);
      expect(notes).toEqual([note]);
      expect(recording!.response.status).toBe(200);
    }
  });

  test('when a foreign file stands there, it is left as it is', async () => {
    const origin = await events(STREAM);
    const { record, directory } = studio();
    const first = await record(callOf(origin));
    await textOf(first);
    await first.kept;
    const har = join(folderOf(directory, 'tape'), 'recording.har');
    write(har, '{"log":{"creator":{"name":"Firefox"},"entries":[]}}');
    const reply = await record(callOf(origin));
    expect(await textOf(reply)).toBe(STREAM);
    expect(await reply.kept).toMatchObject({ stored: false, note: expect.stringContaining('made by another program') });
    expect(await readFile(har, 'utf8')).toContain('Firefox');
  });
});

describe('secrets', () => {
  const KEY = `sk-ant-api03-${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7'.repeat(3)}-AA`;
  const body = Buffer.from(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: `my key is ${KEY}` }] }));

  test('keep an exchange off the disk, and the note says where they stand', async () => {
    const origin = await events(STREAM);
    const { record, recordings, notes } = studio();
    const reply = await record(callOf(origin, { body }));
    expect(await textOf(reply)).toBe(STREAM);
    expect(await reply.kept).toMatchObject({ stored: false });
    expect(await recordings()).toEqual([]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^The exchange was not written to cassette tape.*\n.*\/messages\/0\/content/);
    expect(notes[0]).not.toContain(KEY);
  });

  test('are replaced when redacted, and nothing on the disk is made of them', async () => {
    const origin = await events(STREAM);
    const { record, recordings } = studio();
    const plain = await record(callOf(origin, { body }), { redact: true });
    await textOf(plain);
    expect(await plain.kept).toMatchObject({ stored: true });
    const [kept] = await recordings();
    expect(JSON.stringify(kept!.request.body)).not.toContain(KEY);
    // Polly's digest of what was sent would let everybody try which secret it was: this is one of what is written.
    const idOf = (text: string): string =>
      createHash('md5')
        .update(JSON.stringify({ body: text, method: 'POST', url: `${origin}/` }))
        .digest('hex');
    expect(kept!.polly.id).not.toBe(idOf(body.toString()));
    const pseudonym = /sk-ant-REDACTED-\w+/.exec(JSON.stringify(kept!.request.body))![0];
    expect(kept!.polly.id).toBe(idOf(body.toString().replace(KEY, pseudonym)));
  });

  test('in a reply are redacted, and leave the id of the request as Polly makes it', async () => {
    const origin = await serverOf((_request, response) => response.end(JSON.stringify({ text: KEY })));
    const { record, recordings } = studio();
    const reply = await record(callOf(origin), { redact: true });
    expect(await textOf(reply)).toContain(KEY);
    expect(await reply.kept).toMatchObject({ stored: true });
    const [kept] = await recordings();
    expect(Buffer.from(kept!.response.body).toString()).not.toContain(KEY);
    const stock = JSON.stringify({ body: '{"model":"m","messages":[]}', method: 'POST', url: `${origin}/` });
    expect(kept!.polly.id).toBe(createHash('md5').update(stock).digest('hex'));
  });
});

describe('the recorder', () => {
  test('is idle when all that was begun is kept', async () => {
    const origin = await events(STREAM);
    const { recorder, record, recordings } = studio();
    const replies = await Promise.all([record(callOf(origin)), record(callOf(`${origin}/2`))]);
    await Promise.all(replies.map(textOf));
    await recorder.idle();
    expect(await recordings()).toHaveLength(2);
    await recorder.idle();
  });

  test('that is closed ends the calls that still go on', async () => {
    const origin = await serverOf((_request, response) => response.write('one'));
    const silent = await rawServer(() => undefined);
    const { recorder, record } = studio();
    const reply = await record(callOf(origin));
    const waiting = record(callOf(silent));
    waiting.catch(() => undefined);
    await recorder.close();
    expect(await reply.kept).toMatchObject({ stored: false, recording: { response: { broken: 'client left' } } });
    await expect(waiting).rejects.toBeInstanceOf(UpstreamError);
  });
});
