import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Options } from '../../src/config.ts';
import { gate, rawServer, serverOf } from '../cassettes/upstream/upstream-server.ts';
import { folderWith } from '../support/folder.ts';
import { listening } from '../support/relay-pair.ts';
import { ask, DOORS } from '../support/wire.ts';

/** A mock that records what this upstream says. */
async function recordingFrom(upstream: string, more: Partial<Options> = {}) {
  const options = {
    mode: 'record',
    cassette: 'relayed',
    cassettes: folderWith(),
    upstream: [upstream],
    ...more,
  } as const;
  const front = await listening(options);
  const ended = new Promise<void>((resolve) => front.mock.onExchange(() => resolve()));
  return { ...front, ended };
}

const BODY = JSON.stringify(ask('anthropic'));

/** A client that reads at its own pace. */
function call(url: string, headers: Record<string, string> = {}): ClientRequest {
  const request = httpRequest(`${url}${DOORS.anthropic.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...DOORS.anthropic.headers, ...headers },
  });
  onTestFinished(() => void request.destroy());
  request.on('error', () => undefined);
  request.end(BODY);
  return request;
}

const answered = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve) => request.once('response', resolve));

async function textOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('latin1');
}

describe('while recording, a client', () => {
  test('gets every piece before the upstream sends the next', async () => {
    const pieces = ['event: ping\ndata: {"type": "ping"}\n\n', ': a comment\r\n\r\n', 'data: the last\n\n'];
    const heard = pieces.map(() => gate());
    const { url } = await recordingFrom(
      await serverOf(async (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const [index, piece] of pieces.entries()) {
          response.write(piece);
          await heard[index]!.opened;
        }
        response.end();
      }),
    );
    const response = await answered(call(url));
    const arrived: string[] = [];
    for await (const piece of response) {
      heard[arrived.push(String(piece)) - 1]!.open();
    }
    expect(arrived).toEqual(pieces);
  });

  test('gets the head before there is a body', async () => {
    const { url } = await recordingFrom(
      await serverOf((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      }),
    );
    expect((await answered(call(url))).statusCode).toBe(200);
  });

  test('gets status, headers in their order, repeated ones and trailers as they are', async () => {
    const { url } = await recordingFrom(
      await rawServer((socket) =>
        socket.once('data', () =>
          socket.end(
            'HTTP/1.1 529 Very Busy\r\nRetry-After: 7\r\nX-Twice: a\r\nX-Twice: b\r\nContent-Type: text/plain\r\nTrailer: x-sum\r\n' +
              'Transfer-Encoding: chunked\r\n\r\n4\r\nbusy\r\n0\r\nx-sum: 42\r\n\r\n',
          ),
        ),
      ),
    );
    const response = await answered(call(url, { te: 'trailers' }));
    expect(await textOf(response)).toBe('busy');
    expect([response.statusCode, response.statusMessage]).toEqual([529, 'Very Busy']);
    expect(response.rawHeaders.slice(0, 8)).toEqual([
      'retry-after',
      '7',
      'x-twice',
      'a',
      'x-twice',
      'b',
      'content-type',
      'text/plain',
    ]);
    expect(response.headers['x-mock-source']).toBe('upstream');
    expect(response.trailers).toEqual({ 'x-sum': '42' });
  });

  test('gets early hints, and a reply without a body', async () => {
    const { url } = await recordingFrom(
      await serverOf((_request, response) => {
        response.writeEarlyHints({ link: '</style.css>; rel=preload' });
        response.writeHead(204, { 'request-id': 'req_1' }).end();
      }),
    );
    const request = call(url);
    const hints = new Promise<number>((resolve) =>
      request.once('information', ({ statusCode }) => resolve(statusCode)),
    );
    const response = await answered(request);
    expect([await hints, response.statusCode, await textOf(response)]).toEqual([103, 204, '']);
    expect(response.headers).toMatchObject({ 'request-id': 'req_1' });
  });

  test('gets compressed bytes as they are', async () => {
    const zipped = gzipSync('{"hello": "world"}');
    const { url } = await recordingFrom(
      await serverOf((_request, response) => response.setHeader('content-encoding', 'gzip').end(zipped)),
    );
    const response = await answered(call(url, { 'accept-encoding': 'gzip' }));
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(await textOf(response)).toBe(zipped.toString('latin1'));
  });

  test('sees a reset where the upstream breaks off, and nothing is recorded', async () => {
    const { mock, url, notes, ended } = await recordingFrom(
      await serverOf((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: half\n\n', () => response.destroy());
      }),
    );
    const response = await answered(call(url));
    await expect(textOf(response)).rejects.toThrow();
    await ended;
    expect(notes).toEqual([expect.stringContaining('broke off')]);
    expect(mock.requests()).toMatchObject([
      { outcome: 'fault', cassette: { stored: false, notes: [expect.any(String)] } },
    ]);
  });

  test('that leaves takes the upstream call with it, before the head and after it', async () => {
    for (const begun of [false, true]) {
      const asked = gate<Socket>();
      const { mock, url, ended } = await recordingFrom(
        await serverOf((request, response) => {
          if (begun) response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
          asked.open(request.socket);
        }),
      );
      const request = call(url);
      const socket = await asked.opened;
      const closed = new Promise((resolve) => socket.once('close', resolve));
      if (begun) await answered(request);
      request.destroy();
      await closed;
      await ended;
      expect(mock.requests()).toMatchObject([{ outcome: 'client left' }]);
    }
  });

  test('that does not read holds the upstream back', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const held = gate();
    let sent = 0;
    const { url } = await recordingFrom(
      await serverOf((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const more = (): void => {
          while (sent < 64) {
            sent++;
            if (!response.write(piece)) {
              const before = sent;
              response.once('drain', more);
              // Far more turns than all buffers take to fill.
              let turns = 20_000;
              const look = (): void => {
                if (sent !== before) return;
                if (turns-- === 0) held.open();
                else setImmediate(look);
              };
              look();
              return;
            }
          }
          response.end();
        };
        more();
      }),
    );
    const response = await answered(call(url));
    await held.opened;
    expect(sent).toBeLessThan(40);
    let bytes = 0;
    for await (const part of response) bytes += (part as Buffer).length;
    expect(bytes).toBe(64 * piece.length);
  });

  test('sees the end of a reply only when the exchange is on the disk', async () => {
    for (const headers of [{}, { 'content-length': '5' }]) {
      const { mock, url } = await recordingFrom(
        await serverOf((_request, response) => response.writeHead(200, headers).end('hello')),
      );
      const response = await answered(call(url));
      expect(await textOf(response)).toBe('hello');
      const { cassettes } = await mock.sessions.default.context.library.overview();
      expect(cassettes).toMatchObject([{ name: 'relayed', recordings: 1 }]);
    }
  });

  test('gets faults on top of what the upstream says, and the recording has none', async () => {
    const { mock, url } = await recordingFrom(
      await serverOf((_request, response) => response.end('{"hello":"world"}')),
      {
        faults: ['truncate(after=8 bytes)'],
      },
    );
    const response = await answered(call(url));
    expect(response.headers['x-mock-fault']).toBe('truncate');
    await textOf(response).catch(() => undefined);
    expect(mock.requests()[0]).toMatchObject({
      source: 'upstream',
      plan: { source: 'upstream' },
      cassette: { stored: true, notes: [] },
    });
    mock.setOptions({ mode: 'replay', faults: [] });
    expect(await textOf(await answered(call(url)))).toBe('{"hello":"world"}');
  });
});
