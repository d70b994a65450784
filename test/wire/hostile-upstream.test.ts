import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Options } from '../../src/config.ts';
import { gate, rawServer, serverOf } from '../cassettes/upstream/upstream-server.ts';
import { folderWith } from '../support/folder.ts';
import { listening } from '../support/relay-pair.ts';
import { ask, DOORS } from '../support/wire.ts';

const BODY = JSON.stringify(ask('anthropic'));

/** A mock that records what this upstream says; a bug of the mock fails the test. */
function recordingFrom(upstream: string, more: Partial<Options> = {}) {
  return listening({ mode: 'record', cassette: 'hostile', cassettes: folderWith(), upstream: [upstream], ...more });
}

/** An upstream that says this to each request, as Latin-1. */
function saying(text: string): Promise<string> {
  return rawServer((socket) => socket.once('data', () => socket.end(text, 'latin1')));
}

interface Asking {
  path?: string;
  version?: string;
  body?: string | Buffer;
  headers?: string;
}

/** One exchange, as the bytes that came. */
async function exchange(url: string, asking: Asking = {}): Promise<string> {
  const { path = DOORS.anthropic.path, version = '1.1', body = BODY, headers = '' } = asking;
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  socket.write(
    `POST ${path} HTTP/${version}\r\nhost: mock\r\nconnection: close\r\ncontent-type: application/json\r\nx-api-key: any\r\n` +
      `anthropic-version: 2023-06-01\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n`,
  );
  socket.write(body);
  await once(socket, 'close');
  return Buffer.concat(pieces).toString('latin1');
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

describe('a client gets the reply of an upstream', () => {
  test.each([
    ['UTF-8', Buffer.from('世界').toString('latin1')],
    ['Latin-1', '\xfcber'],
  ])('whose reason phrase is %s', async (_coding, phrase) => {
    const { url, notes } = await recordingFrom(await saying(`HTTP/1.1 200 ${phrase}\r\ncontent-length: 2\r\n\r\n{}`));
    expect(await exchange(url)).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\n\{\}$/s);
    expect(notes).toEqual([]);
  });

  test.each([
    ['beside a length', `${OK}trailer: x-sum\r\ncontent-length: 2\r\n\r\n{}`, '1.1', '200'],
    ['where no body comes', 'HTTP/1.1 204 No Content\r\ntrailer: x-sum\r\n\r\n', '1.1', '204'],
    [
      'to a client of HTTP/1.0',
      `${OK}trailer: x-sum\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nx-sum: 1\r\n\r\n`,
      '1.0',
      '200',
    ],
  ])('that announces trailers %s', async (_where, text, version, status) => {
    const { url, notes } = await recordingFrom(await saying(text));
    expect((await exchange(url, { version })).slice(9, 12)).toBe(status);
    expect(notes).toEqual([]);
  });

  test('with header values that are not ASCII, byte for byte', async () => {
    const { url } = await recordingFrom(await saying(`${OK}request-id: \xfcber\r\ncontent-length: 2\r\n\r\n{}`));
    expect(await exchange(url)).toContain('\r\nrequest-id: \xfcber\r\n');
  });

  test('without informational replies where it knows none, and without those that are none', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nlink: \xfc\r\n\r\n';
    const hints = await recordingFrom(await saying(`${early}${OK}content-length: 2\r\n\r\n{}`));
    expect(await exchange(hints.url)).toMatch(/^HTTP\/1\.1 103 Early Hints\r\nlink: \xfc\r\n\r\nHTTP\/1\.1 200/);
    expect(await exchange(hints.url, { version: '1.0' })).toMatch(/^HTTP\/1\.1 200/);
    const low = await recordingFrom(await saying('HTTP/1.1 099 Low\r\ncontent-length: 2\r\n\r\n{}'));
    expect(await exchange(low.url)).toMatch(/^HTTP\/1\.1 424/);
  });
});

describe('what leads astray', () => {
  test('a whole address in the request line is the path of the upstream', async () => {
    const asked: string[] = [];
    const upstream = await serverOf((request, response) => {
      asked.push(request.url!);
      response.end('{}');
    });
    const { url, mock } = await recordingFrom(upstream);
    expect(await exchange(url, { path: 'http://elsewhere.example/v1/messages?beta=true' })).toMatch(/^HTTP\/1\.1 200/);
    expect(asked).toEqual(['/v1/messages?beta=true']);
    mock.setOptions({ mode: 'replay' });
    expect(await exchange(url, { path: '/v1/messages?beta=true' })).toContain('x-mock-recording: hostile#1');
  });

  test('an upstream that is the mock by another name ends after a few rounds', async () => {
    let port = 0;
    const around = await rawServer((socket) => {
      const inner = connect(port, '127.0.0.1');
      socket.pipe(inner).pipe(socket);
      inner.on('error', () => socket.destroy());
      socket.on('close', () => inner.destroy());
    });
    const { url, mock } = await recordingFrom(around);
    port = Number(new URL(url).port);
    const reply = await exchange(url);
    expect(reply).toMatch(/^HTTP\/1\.1 400/);
    expect(reply).toContain('upstream_is_self');
    expect(mock.requests().length).toBeLessThan(10);
  });

  test('with a fault planned, the upstream is let go when the client leaves, and asked for no compression', async () => {
    const asked = gate<string | string[] | undefined>();
    const left = gate();
    const upstream = await serverOf((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: ping\ndata: {}\n\n');
      response.once('close', () => left.open());
      asked.open(request.headers['accept-encoding']);
    });
    const { url } = await recordingFrom(upstream);
    const leaving = new AbortController();
    const headers = { 'content-type': 'application/json', ...DOORS.anthropic.headers, 'x-mock-fault': 'truncate' };
    const call = fetch(`${url}/v1/messages`, { method: 'POST', headers, body: BODY, signal: leaving.signal });
    call.catch(() => undefined);
    expect(await asked.opened).toBeUndefined();
    leaving.abort();
    await left.opened;
  });
});

test('requests that wait behind others on their connection are given up with it', async () => {
  const bothAsked = gate();
  const bothLeft = gate();
  let asked = 0;
  let left = 0;
  const upstream = await serverOf((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    response.once('close', () => ++left === 2 && bothLeft.open());
    if (++asked === 2) bothAsked.open();
  });
  const { url } = await recordingFrom(upstream);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const one =
    'POST /v1/messages HTTP/1.1\r\nhost: mock\r\nx-api-key: any\r\nanthropic-version: 2023-06-01\r\ncontent-length: 2\r\n\r\n{}';
  socket.write(one + one);
  await bothAsked.opened;
  socket.destroy();
  await bothLeft.opened;
});

describe('requests that are no proper JSON', () => {
  test.each([
    ['bytes that are no UTF-8', Buffer.from('{"model":"\xff"}', 'latin1')],
    ['white space', '   '],
    ['lists in lists', `{"messages":${'['.repeat(300)}${']'.repeat(300)}}`],
  ])('%s: what was recorded answers them', async (_what, body) => {
    const { url, mock } = await recordingFrom(await serverOf((_request, response) => response.end('{}')));
    await exchange(url, { body });
    mock.setOptions({ mode: 'replay' });
    expect(await exchange(url, { body })).toContain('x-mock-recording: hostile#1');
  });
});
