import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createFetch } from '../../src/http/fetch.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const fetchFrom = (handler: Handler) => createFetch(createServer(handler));

/** Tells what it was sent. */
const mirror = fetchFrom(async (request, response) => {
  const { method, url, headers } = request;
  const body = await text(request);
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ method, url, headers, body }));
});

describe('fetch without a socket', () => {
  test.each([
    ['a path', '/v1/messages?x=1'],
    ['a text', 'https://api.anthropic.com/v1/messages?x=1'],
    ['a URL', new URL('https://api.anthropic.com/v1/messages?x=1')],
    ['a Request', new Request('https://api.anthropic.com/v1/messages?x=1')],
  ])('reaches the server by %s, whatever its host', async (_kind, address) => {
    const response = await mirror(address);
    expect(response.ok).toBe(true);
    expect(await response.json()).toMatchObject({ method: 'GET', url: '/v1/messages?x=1', body: '' });
  });

  test('sends the host of the address along, and tells the address in the response', async () => {
    const response = await mirror('https://llmrouter.app:8443/v1/models');
    expect(response.url).toBe('https://llmrouter.app:8443/v1/models');
    expect(await response.json()).toMatchObject({ headers: { host: 'llmrouter.app:8443' } });
  });

  test.each([
    ['an object', { 'X-Api-Key': 'k' }],
    ['Headers', new Headers({ 'x-api-key': 'k' })],
    ['a list', [['x-api-key', 'k']] as [string, string][]],
  ])('takes headers as %s', async (_kind, headers) => {
    expect(await (await mirror('/', { headers })).json()).toMatchObject({ headers: { 'x-api-key': 'k' } });
  });

  test.each([
    ['a text', 'grüezi'],
    ['bytes', Buffer.from('grüezi')],
    ['a blob', new Blob(['grüezi'])],
  ])('sends %s with its length', async (_kind, body) => {
    const seen = await (await mirror('/', { method: 'POST', body })).json();
    expect(seen).toMatchObject({ method: 'POST', body: 'grüezi', headers: { 'content-length': '7' } });
  });

  test('sends a stream as it comes', async () => {
    const body = ReadableStream.from([Buffer.from('one '), Buffer.from('two')]);
    const seen = await (await mirror('/', { method: 'POST', body, duplex: 'half' })).json();
    expect(seen).toMatchObject({ body: 'one two', headers: { 'transfer-encoding': 'chunked' } });
  });

  test('sends the body of a Request, and what overrides it', async () => {
    const request = new Request('http://any/', { method: 'POST', body: 'kept', headers: { a: '1' } });
    const seen = (await (await mirror(request, { headers: { b: '2' } })).json()) as { headers: object };
    expect(seen).toMatchObject({ method: 'POST', body: 'kept', headers: { b: '2' } });
    expect(seen.headers).not.toHaveProperty('a');
  });

  test('sends compressed bytes as they are', async () => {
    const echo = fetchFrom((request, response) => void request.pipe(response));
    const packed = gzipSync('{"a":1}');
    const init = { method: 'POST', body: packed, headers: { 'content-encoding': 'gzip' } };
    expect(Buffer.from(await (await echo('/', init)).arrayBuffer())).toEqual(packed);
  });

  test('sends bodies larger than any buffer, both ways', async () => {
    const echo = fetchFrom((request, response) => void request.pipe(response));
    const body = Buffer.alloc(3 * 1024 * 1024, 'stunt double ');
    expect(Buffer.from(await (await echo('/', { method: 'POST', body })).arrayBuffer()).equals(body)).toBe(true);
  });

  test.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('has no body after %s with %s', async (method, status) => {
    const response = await fetchFrom((_request, reply) => void reply.writeHead(status).end())('/', { method });
    expect([response.status, response.body]).toEqual([status, null]);
  });

  test('keeps every value of a header that comes more than once', async () => {
    const response = await fetchFrom((_request, reply) => void reply.setHeader('set-cookie', ['a=1', 'b=2']).end())(
      '/',
    );
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('hands a reply over piece by piece', async () => {
    let reply: ServerResponse | undefined;
    const response = await fetchFrom((_request, given) => {
      reply = given;
      reply.write('first');
    })('/');
    const reader = response.body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('first');
    reply!.end('second');
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('second');
    expect((await reader.read()).done).toBe(true);
  });
});

/** A server that answers with the beginning of a reply; `left` resolves when the client has gone. */
function unfinished() {
  let missed: () => void;
  const left = new Promise<void>((resolve) => {
    missed = resolve;
  });
  const get = fetchFrom((_request, response) => {
    response.write('begun');
    response.on('close', () => missed());
  });
  return { get, left };
}

describe('fetch without a socket, given up by the caller', () => {
  test('before it began throws the reason of the signal', async () => {
    await expect(mirror('/', { signal: AbortSignal.abort() })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    const reason = new Error('enough');
    await expect(mirror('/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('while it waits for the reply throws the reason, and the server notices', async () => {
    const controller = new AbortController();
    const left = new Promise<void>((resolve) => {
      const silent = fetchFrom((_request, response) => {
        response.on('close', resolve);
        controller.abort();
      });
      expect(silent('/', { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    });
    await left;
  });

  test('while it reads throws the reason, and the server notices', async () => {
    const { get, left } = unfinished();
    const controller = new AbortController();
    const response = await get('/', { signal: controller.signal });
    const reading = response.text();
    controller.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await left;
  });

  test('by cancelling the body, read or not, is noticed by the server', async () => {
    for (const reads of [0, 1]) {
      const { get, left } = unfinished();
      const reader = (await get('/')).body!.getReader();
      for (let read = 0; read < reads; read++) await reader.read();
      await reader.cancel();
      await left;
    }
  });
});

describe('fetch without a socket, cut by the server', () => {
  const cuts: [string, Handler][] = [
    ['a reset', (_request, { socket }) => void socket!.resetAndDestroy()],
    ['an early end', (_request, { socket }) => void socket!.end()],
    ['a crash', (_request, { socket }) => void socket!.destroy()],
  ];

  test.each(cuts)('before the reply by %s fails as fetch does', async (_kind, cut) => {
    const error = await fetchFrom(cut)('/').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } });
  });

  test.each(cuts)('within the reply by %s fails the body as fetch does', async (_kind, cut) => {
    const response = await fetchFrom((request, reply) => {
      reply.write('begun', () => setImmediate(() => cut(request, reply)));
    })('/');
    const error = await response.text().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } });
  });

  test('what is no HTTP fails as well', async () => {
    const nonsense = fetchFrom((_request, { socket }) => void socket!.end('nonsense\r\n\r\n'));
    await expect(nonsense('/')).rejects.toThrow(new TypeError('fetch failed'));
  });
});

test('a body that fails while it is sent fails the request', async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error('no more paper')),
  });
  const error = await mirror('/', { method: 'POST', body, duplex: 'half' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: 'fetch failed', cause: { message: 'no more paper' } });
});
