/** `fetch` into a server of this process: through the very same code as over the network, and without a listening socket. */
import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { socketPair } from './memory-socket.ts';

/** Where a path without a host leads to. */
const HERE = 'http://localhost';

/** Replies that have no body, whatever their headers say. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A `fetch` for the `fetch` option of SDKs. Whatever the host of an address, its path leads to this server; the host is sent along as the
 * `host` header. Each call is a connection of its own, and none keeps the process alive. Redirects are handed back, not followed.
 *
 * It fails as Node's own `fetch` does: `TypeError: fetch failed` where no reply came, `TypeError: terminated` where one broke off, each with
 * its `cause`; and the signal's reason when it was aborted.
 *
 * @example new Anthropic({ apiKey: 'any', fetch: createFetch(createFastServer(app)) })
 */
export function createFetch(server: Server): typeof fetch {
  return async (input, init) => {
    const request = new Request(typeof input === 'string' && input.startsWith('/') ? HERE + input : input, init);
    request.signal.throwIfAborted();
    const call = connect(request, server);
    const abort = () => call.destroy();
    request.signal.addEventListener('abort', abort);
    call.once('close', () => request.signal.removeEventListener('abort', abort));
    // A connection cut after the reply has begun is told by the reply.
    call.on('error', () => undefined);
    try {
      sendBody(call, request, init?.body instanceof ReadableStream);
      const [reply] = (await once(call, 'response')) as [IncomingMessage];
      return responseOf(reply, request);
    } catch (cause) {
      call.destroy();
      request.signal.throwIfAborted();
      throw new TypeError('fetch failed', { cause });
    }
  };
}

function connect({ url, method, headers }: Request, server: Server): ClientRequest {
  const { host, pathname, search } = new URL(url);
  const [near, far] = socketPair();
  server.emit('connection', far);
  return httpRequest({
    method,
    path: pathname + search,
    headers: { host, accept: '*/*', 'user-agent': 'node', ...Object.fromEntries(headers) },
    createConnection: () => near,
  });
}

/** A stream goes out as it comes; all else is at hand, so that it has a length. */
function sendBody(call: ClientRequest, request: Request, streamed: boolean): void {
  if (!request.body) call.end();
  else if (streamed) {
    const source = Readable.fromWeb(request.body);
    source.once('error', (error) => call.destroy(error)).pipe(call);
    call.once('close', () => source.destroy());
  } else {
    request.arrayBuffer().then(
      (bytes) => call.end(Buffer.from(bytes)),
      (error: Error) => call.destroy(error),
    );
  }
}

function responseOf(reply: IncomingMessage, request: Request): Response {
  const status = reply.statusCode!;
  const headers = new Headers();
  for (let at = 0; at < reply.rawHeaders.length; at += 2)
    headers.append(reply.rawHeaders[at]!, reply.rawHeaders[at + 1]!);
  const bodiless = BODILESS.has(status) || request.method === 'HEAD';
  // The end of a reply is only noticed by who reads it.
  if (bodiless) reply.resume();
  const body = bodiless ? null : bodyOf(reply, request);
  const response = new Response(body, { status, statusText: reply.statusMessage ?? '', headers });
  return Object.defineProperty(response, 'url', { value: request.url });
}

/** A reply's bytes, read as they are asked for. Not `Readable.toWeb`: its errors are not those of `fetch`. */
function bodyOf(reply: IncomingMessage, request: Request): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer> = reply[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      } catch (cause) {
        // The request is named, not its signal alone: without it Node forgets which signal its own follows.
        request.signal.throwIfAborted();
        throw new TypeError('terminated', { cause });
      }
    },
    cancel() {
      reply.destroy();
    },
  });
}
