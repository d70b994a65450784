import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { HeaderList } from '../../../src/cassettes/recording.ts';
import { Upstream } from '../../../src/cassettes/upstream/upstream.ts';
import type { CallOptions, UpstreamCall, UpstreamReply } from '../../../src/cassettes/upstream/upstream-call.ts';
import { UpstreamBroken, UpstreamError } from '../../../src/cassettes/upstream/upstream-error.ts';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { frozenClock } from '../../support/clocks.ts';
import {
  bytesOf,
  callOf,
  gate,
  type Heard,
  hearing,
  listening,
  rawServer,
  saying,
  serverOf,
  textOf,
} from './upstream-server.ts';

const HOUR = 3_600_000;

function upstreamOf(clock: Clock = systemClock): Upstream {
  const upstream = new Upstream(clock);
  onTestFinished(() => upstream.close());
  return upstream;
}

function replyTo(
  call: UpstreamCall,
  options: Partial<CallOptions> = {},
  heard: Heard = hearing(),
  clock: Clock = systemClock,
): Promise<UpstreamReply> {
  return upstreamOf(clock).call(call, { timeout: HOUR, ...options }, heard);
}

/** A clock whose last wait is over when it is rung. */
function bell(): { clock: Clock; ring: () => void } {
  let last = (): void => undefined;
  const after: Clock['after'] = (_ms, callback) => {
    last = callback;
    return () => undefined;
  };
  return { clock: { ...frozenClock(), after }, ring: () => last() };
}

/** The next piece of the body. */
async function next(pieces: AsyncIterator<Uint8Array>): Promise<string> {
  const { value, done } = await pieces.next();
  return done ? 'the end' : Buffer.from(value).toString('utf8');
}

describe('a reply of an upstream', () => {
  test('each chunk is read before the upstream sends the next', async () => {
    const gates = [gate(), gate(), gate()];
    const origin = await serverOf(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      for (const [index, { opened }] of gates.entries()) {
        await opened;
        response.write(`data: ${index}\n\n`);
      }
      response.end();
    });
    const reply = await replyTo(callOf(`${origin}/v1/messages`));
    expect(reply.status).toBe(200);
    const pieces = reply.body[Symbol.asyncIterator]();
    for (const [index, { open }] of gates.entries()) {
      open();
      expect(await next(pieces)).toBe(`data: ${index}\n\n`);
    }
    expect(await next(pieces)).toBe('the end');
  });

  test('the upstream is read one chunk ahead of the reader, and no further', async () => {
    const chunks = Array.from({ length: 50 }, (_, index) => `4\r\n${String(index).padStart(4, '0')}\r\n`).join('');
    const origin = await saying(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
    const heard = hearing();
    const reply = await replyTo(callOf(origin), {}, heard);
    let read = 0;
    for await (const _ of reply.body) {
      read += 1;
      expect(heard.chunks.length).toBeLessThanOrEqual(read + 1);
    }
    expect(read).toBe(50);
  });

  test('an upstream with much to say waits for a reader who stands still', async () => {
    const all = gate();
    let sent = false;
    const origin = await serverOf((_request, response) => {
      response.end(Buffer.alloc(64 * 2 ** 20), () => {
        sent = true;
        all.open();
      });
    });
    const reply = await replyTo(callOf(origin));
    const pieces = reply.body[Symbol.asyncIterator]();
    await pieces.next();
    // A second exchange goes all the way there and back meanwhile.
    const other = await serverOf((_request, response) => response.end('done'));
    expect(await textOf(await replyTo(callOf(other)))).toBe('done');
    expect(sent).toBe(false);
    let rest = 0;
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) rest += piece.value.length;
    await all.opened;
    expect(rest).toBeGreaterThan(60 * 2 ** 20);
  });

  test('headers come as they were sent, in order and repeated, without those of the connection', async () => {
    const origin = await saying(
      'HTTP/1.1 200 Fine\r\nX-B: 1\r\nSet-Cookie: a=1\r\nX-A: caf\xe9\r\nset-cookie: b=2\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nContent-Length: 2\r\n\r\nok',
    );
    const reply = await replyTo(callOf(origin));
    expect(reply.statusText).toBe('Fine');
    expect(reply.headers).toEqual([
      ['x-b', '1'],
      ['set-cookie', 'a=1'],
      ['x-a', 'caf\xe9'],
      ['set-cookie', 'b=2'],
      ['content-length', '2'],
    ]);
    expect(await textOf(reply)).toBe('ok');
  });

  test.each([
    [204, ''],
    [304, ''],
    [400, '{"type":"error"}'],
    [429, '{"type":"error"}'],
    [529, '{"type":"error"}'],
  ])('status %i comes unchanged, with retry-after', async (status, body) => {
    const origin = await serverOf((_request, response) => {
      response.writeHead(status, { 'retry-after': '7' });
      response.end(body);
    });
    const reply = await replyTo(callOf(origin));
    expect(reply.status).toBe(status);
    expect(reply.headers).toContainEqual(['retry-after', '7']);
    expect(await textOf(reply)).toBe(body);
  });

  test('redirects are not followed', async () => {
    const asked: (string | undefined)[] = [];
    const origin = await serverOf(({ url }, response) => {
      asked.push(url);
      response.writeHead(307, { location: '/elsewhere' });
      response.end();
    });
    const reply = await replyTo(callOf(`${origin}/v1/messages`));
    await textOf(reply);
    expect(reply.status).toBe(307);
    expect(reply.headers).toContainEqual(['location', '/elsewhere']);
    expect(asked).toEqual(['/v1/messages']);
  });

  test('early hints are told before the reply', async () => {
    const origin = await serverOf((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.end('ok');
    });
    const told: [number, HeaderList][] = [];
    const reply = await replyTo(callOf(origin), { inform: (...info) => told.push(info) });
    expect(told).toEqual([[103, [['link', '</style.css>; rel=preload']]]]);
    expect(reply.status).toBe(200);
    expect(await textOf(reply)).toBe('ok');
  });

  test('trailers are told behind the body', async () => {
    const origin = await serverOf((_request, response) => {
      response.writeHead(200, { trailer: 'request-id' });
      response.write('body');
      response.addTrailers({ 'request-id': 'req_1' });
      response.end();
    });
    const heard = hearing();
    const reply = await replyTo(callOf(origin), {}, heard);
    expect(reply.trailers()).toEqual([]);
    expect(await textOf(reply)).toBe('body');
    expect(reply.trailers()).toEqual([['request-id', 'req_1']]);
    expect(await heard.ended).toEqual({ trailers: [['request-id', 'req_1']], broken: undefined });
  });

  test('compressed bytes are passed on as they came', async () => {
    const compressed = gzipSync('data: 1\n\n');
    const origin = await serverOf((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(compressed);
    });
    const reply = await replyTo(callOf(origin));
    expect(reply.headers).toContainEqual(['content-encoding', 'gzip']);
    expect(await bytesOf(reply)).toEqual(compressed);
  });

  test('comments, carriage returns and byte order marks come byte for byte', async () => {
    const stream = '\ufeff: hello\r\n\r\nevent: ping\rdata: {}\r\rdata: \u{1f600}\n\n';
    const origin = await serverOf((_request, response) => response.end(stream));
    expect(await textOf(await replyTo(callOf(origin)))).toBe(stream);
  });
});

describe('a reply that breaks off', () => {
  test('what had come is read first, then the break is thrown', async () => {
    const sockets = gate<{ destroy(): void }>();
    const origin = await rawServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n');
        sockets.open({ destroy: () => socket.resetAndDestroy() });
      });
    });
    const heard = hearing();
    const reply = await replyTo(callOf(`${origin}/v1/messages?key=hidden`), {}, heard);
    const pieces = reply.body[Symbol.asyncIterator]();
    expect(await next(pieces)).toBe('first');
    (await sockets.opened).destroy();
    const error = await pieces.next().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UpstreamBroken);
    expect(error).toMatchObject({ how: 'upstream cut' });
    expect(String(error)).toContain(`The reply to POST ${origin}/v1/messages broke off: `);
    expect(await heard.ended).toMatchObject({ broken: 'upstream cut' });
  });

  test('fewer bytes than content-length says are a break', async () => {
    const origin = await rawServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345'));
    });
    const reply = await replyTo(callOf(origin));
    await expect(textOf(reply)).rejects.toMatchObject({ how: 'upstream cut' });
  });

  test('silence between chunks ends the reply after the timeout', async () => {
    const closed = gate();
    const origin = await serverOf((request, response) => {
      response.write('one');
      request.socket.once('close', () => closed.open());
    });
    const { clock, ring } = bell();
    const heard = hearing();
    const reply = await replyTo(callOf(origin), { timeout: 5000 }, heard, clock);
    const pieces = reply.body[Symbol.asyncIterator]();
    expect(await next(pieces)).toBe('one');
    const waiting = pieces.next();
    ring();
    await expect(waiting).rejects.toMatchObject({
      how: 'upstream silent',
      message: expect.stringContaining('5000 ms'),
    });
    expect(await heard.ended).toMatchObject({ broken: 'upstream silent' });
    await closed.opened;
  });

  test('while the reader takes its time, no timer runs', async () => {
    const second = gate();
    const origin = await serverOf(async (_request, response) => {
      response.write('one');
      await second.opened;
      response.write('two');
    });
    const clock = frozenClock();
    const reply = await replyTo(callOf(origin), {}, hearing(), clock);
    const pieces = reply.body[Symbol.asyncIterator]();
    expect(clock.pending()).toBe(0);
    expect(await next(pieces)).toBe('one');
    expect(clock.pending()).toBe(0);
    const waiting = next(pieces);
    expect(clock.pending()).toBe(1);
    second.open();
    expect(await waiting).toBe('two');
    expect(clock.pending()).toBe(0);
    reply.stop();
  });

  test.each(['stop', 'signal', 'loop'])('a client that leaves (%s) ends the upstream call', async (how) => {
    const closed = gate();
    const origin = await serverOf((request, response) => {
      response.write('one');
      request.socket.once('close', () => closed.open());
    });
    const left = new AbortController();
    const heard = hearing();
    const reply = await replyTo(callOf(origin), { signal: left.signal }, heard);
    if (how === 'stop') reply.stop();
    else if (how === 'signal') left.abort();
    else for await (const _ of reply.body) break;
    expect(await heard.ended).toMatchObject({ broken: 'client left' });
    await closed.opened;
  });

  test('leaving after the reply was whole breaks nothing', async () => {
    const origin = await serverOf((_request, response) => response.end('ok'));
    const left = new AbortController();
    const heard = hearing();
    const reply = await replyTo(callOf(origin), { signal: left.signal }, heard);
    expect(await textOf(reply)).toBe('ok');
    reply.stop();
    left.abort();
    expect(await heard.ended).toMatchObject({ broken: undefined });
  });
});

describe('no reply', () => {
  test('says that the connection was refused, where, and what to do, without the query', async () => {
    const origin = await rawServer(() => undefined);
    const { port } = new URL(origin);
    const gone = `http://127.0.0.1:${port === '1' ? 2 : 1}`;
    const error = await replyTo(callOf(`${gone}/v1/messages?key=hidden`)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({
      code: 'ECONNREFUSED',
      message: `POST ${gone}/v1/messages got no reply: the connection was refused. See that the service runs, and that --upstream names its host and port.`,
    });
  });

  test('says when an upstream does not speak TLS', async () => {
    const origin = await serverOf((_request, response) => response.end('ok'));
    const secure = origin.replace('http:', 'https:');
    await expect(replyTo(callOf(secure))).rejects.toThrow(/does not speak TLS.* Was http:\/\/ meant/);
  });

  test('says when what came is no HTTP', async () => {
    const origin = await saying('hello\r\n\r\n');
    await expect(replyTo(callOf(origin))).rejects.toThrow('what came is no HTTP');
  });

  test('says when the upstream hangs up without a word', async () => {
    const origin = await rawServer((socket) => socket.once('data', () => socket.end()));
    await expect(replyTo(callOf(origin))).rejects.toThrow('the connection was closed');
  });

  test('says when nothing came in time', async () => {
    const closed = gate();
    const asked = gate();
    const origin = await rawServer((socket) => {
      socket.once('data', () => asked.open());
      socket.once('close', () => closed.open());
    });
    const { clock, ring } = bell();
    const reply = replyTo(callOf(origin), { timeout: 250 }, hearing(), clock);
    reply.catch(() => undefined);
    await asked.opened;
    ring();
    await expect(reply).rejects.toThrow('nothing came for 250 ms. See whether it is well');
    await closed.opened;
  });

  test('a client that leaves before the headers ends the call', async () => {
    const closed = gate();
    const left = new AbortController();
    const origin = await rawServer((socket) => {
      socket.once('data', () => left.abort());
      socket.once('close', () => closed.open());
    });
    await expect(replyTo(callOf(origin), { signal: left.signal })).rejects.toThrow('the client left');
    await closed.opened;
  });

  test('a client that left before the call was made is not spoken for', async () => {
    const asked: string[] = [];
    const origin = await serverOf(({ url }, response) => {
      asked.push(url!);
      response.end();
    });
    const upstream = upstreamOf();
    const gone = upstream.call(callOf(`${origin}/gone`), { timeout: HOUR, signal: AbortSignal.abort() }, hearing());
    await expect(gone).rejects.toThrow('the client left');
    for (let times = 0; times < 3; times++) {
      await textOf(await upstream.call(callOf(`${origin}/there`), { timeout: HOUR }, hearing()));
    }
    expect(asked).toEqual(['/there', '/there', '/there']);
  });
});

describe('a call', () => {
  async function askedWith(headers: HeaderList, changes: Partial<UpstreamCall> = {}): Promise<IncomingMessage> {
    const { opened, open } = gate<IncomingMessage>();
    const origin = await serverOf((request, response) => {
      open(request);
      response.end();
    });
    await textOf(await replyTo(callOf(`${origin}/v1/messages?beta=true`, { headers, ...changes })));
    return opened;
  }

  test('carries path, query, body and the headers of the client', async () => {
    const bodies = gate<string>();
    const origin = await serverOf(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      bodies.open(`${request.method} ${request.url} ${text}`);
      response.end();
    });
    await textOf(await replyTo(callOf(`${origin}/v1/messages?beta=true`, { body: Buffer.from('{"a": "é"}') })));
    expect(await bodies.opened).toBe('POST /v1/messages?beta=true {"a": "é"}');
  });

  test('has the host and length of its own, and nothing of the client’s connection', async () => {
    const request = await askedWith([
      ['Host', 'mock.local:4010'],
      ['X-Api-Key', 'k'],
      ['Content-Length', '999'],
      ['Connection', 'close, x-hop'],
      ['X-Hop', '1'],
      ['Expect', '100-continue'],
      ['Proxy-Authorization', 'Basic eA=='],
      ['Anthropic-Beta', 'one'],
      ['Anthropic-Beta', 'two'],
      ['Accept-Encoding', 'gzip, compress, br;q=0.5, *'],
    ]);
    const { rawHeaders, headers } = request;
    expect(headers.host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(headers['content-length']).toBe('27');
    expect(headers.connection).toBe('keep-alive');
    expect(rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase())).toEqual(
      expect.not.arrayContaining(['x-hop', 'expect', 'proxy-authorization']),
    );
    expect(rawHeaders).toContain('X-Api-Key');
    expect(headers['x-api-key']).toBe('k');
    expect(headers['anthropic-beta']).toBe('one, two');
    expect(headers['accept-encoding']).toBe('gzip, br;q=0.5');
  });

  test('asks for trailers when the client did, and for no coding when it knows none of ours', async () => {
    const { headers } = await askedWith([
      ['te', 'gzip, trailers'],
      ['accept-encoding', 'compress'],
    ]);
    expect(headers.te).toBe('trailers');
    expect(headers['accept-encoding']).toBe('identity');
    const plain = await askedWith([], { method: 'GET', body: Buffer.alloc(0) });
    expect(plain.headers).not.toHaveProperty('te');
    expect(plain.headers).not.toHaveProperty('accept-encoding');
    expect(plain.headers).not.toHaveProperty('content-length');
  });

  test('uses a connection again, until all are closed', async () => {
    const closed = gate();
    let connections = 0;
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) => response.end('ok'));
    server.on('connection', (socket) => {
      connections += 1;
      socket.once('close', () => closed.open());
    });
    const origin = await listening(server);
    const upstream = upstreamOf();
    for (let times = 0; times < 3; times++) {
      expect(await textOf(await upstream.call(callOf(origin), { timeout: HOUR }, hearing()))).toBe('ok');
      // undici leaves a connection one turn, in case its server closes it.
      await new Promise(setImmediate);
    }
    expect(connections).toBe(1);
    await upstream.close();
    await closed.opened;
  });

  test('goes through the proxy of the environment, unless NO_PROXY names the host', async () => {
    const asked: string[] = [];
    const { createServer } = await import('node:http');
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url!);
      const [host, port] = request.url!.split(':');
      const there = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        there.pipe(socket).pipe(there);
      });
      there.on('error', () => socket.destroy());
      socket.on('error', () => there.destroy());
      socket.on('close', () => there.destroy());
    });
    const through = await listening(proxy);
    const origin = await serverOf((_request, response) => response.end('ok'));
    vi.stubEnv('http_proxy', through);
    vi.stubEnv('no_proxy', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await textOf(await replyTo(callOf(origin)))).toBe('ok');
    expect(asked).toEqual([origin.slice('http://'.length)]);
    vi.stubEnv('no_proxy', '127.0.0.1');
    expect(await textOf(await replyTo(callOf(origin)))).toBe('ok');
    expect(asked).toHaveLength(1);
  });

  test('says when the proxy refuses, or has no address', async () => {
    const { createServer } = await import('node:http');
    const proxy = createServer().on('connect', (_request, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    vi.stubEnv('http_proxy', await listening(proxy));
    vi.stubEnv('no_proxy', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(replyTo(callOf('http://example.invalid/'))).rejects.toThrow(
      /the proxy refused to connect.*407.*NO_PROXY/,
    );
    vi.stubEnv('http_proxy', 'no address');
    await expect(replyTo(callOf('http://example.invalid/'))).rejects.toThrow(/was not called: .* See HTTPS_PROXY/);
  });
});

test('once closed, a call says so', async () => {
  const origin = await serverOf((_request, response) => response.end('ok'));
  const upstream = upstreamOf();
  await textOf(await upstream.call(callOf(origin), { timeout: HOUR }, hearing()));
  await upstream.close();
  await expect(upstream.call(callOf(origin), { timeout: HOUR }, hearing())).rejects.toBeInstanceOf(UpstreamError);
});
