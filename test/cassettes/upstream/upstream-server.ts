/** Upstreams for tests, and calls of them. */
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Broken, HeaderList } from '../../../src/cassettes/recording.ts';
import type { Listener, UpstreamCall, UpstreamReply } from '../../../src/cassettes/upstream/upstream-call.ts';

/** An HTTP server; gone when the test is over. Resolves to its origin. */
export function serverOf(handler: RequestListener): Promise<string> {
  return listening(createServer(handler));
}

/** A server that says what it is told, byte by byte. Resolves to its origin. */
export function rawServer(talk: (socket: Socket) => void): Promise<string> {
  return listening(createRawServer(talk));
}

/** As `rawServer`: says `text` to the first bytes of each connection, and keeps it open. */
export function saying(text: string): Promise<string> {
  return rawServer((socket) => socket.once('data', () => socket.write(text, 'latin1')));
}

export async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function callOf(url: string, changes: Partial<UpstreamCall> = {}): UpstreamCall {
  return {
    dialect: 'anthropic',
    method: 'POST',
    url,
    path: new URL(url).pathname,
    headers: [['content-type', 'application/json']],
    body: Buffer.from('{"model":"m","messages":[]}'),
    ...changes,
  };
}

/** A promise and what resolves it. */
export function gate<T = void>(): { opened: Promise<T>; open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

export interface Heard extends Listener {
  chunks: Uint8Array[];
  ended: Promise<{ trailers: HeaderList; broken: Broken | undefined }>;
}

export function hearing(): Heard {
  const chunks: Uint8Array[] = [];
  const { opened, open } = gate<{ trailers: HeaderList; broken: Broken | undefined }>();
  return {
    chunks,
    ended: opened,
    sending: () => undefined,
    chunk: (bytes) => chunks.push(bytes),
    over: (trailers, broken) => open({ trailers, broken }),
  };
}

export async function bytesOf({ body }: Pick<UpstreamReply, 'body'>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function textOf(reply: Pick<UpstreamReply, 'body'>): Promise<string> {
  return (await bytesOf(reply)).toString('utf8');
}
