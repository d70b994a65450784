import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { FAULTS } from '../../src/faults/faults.ts';
import { Hurry } from '../../src/http/hurry.ts';
import type { Sent } from '../../src/http/pacer.ts';
import { send } from '../../src/http/send.ts';
import type { Reply } from '../../src/reply.ts';
import { EVENTS, instant, JSON_BODY, json, left, paced, spoil } from './forms.ts';

let reply: Reply;
let hurry = new Hurry();
let sent: Promise<Sent>;
const server = createServer((_, response) => {
  sent = send(reply, response, { clock: systemClock, hurry, headOnly: false });
});
const port = () => (server.address() as AddressInfo).port;

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

interface Seen {
  headers: string;
  body: string;
  /** The sizes of a chunked body's chunks: each is a write of the server. */
  chunks?: number[];
  /** Did the body end as HTTP says it should: by its length, or by an empty chunk? */
  finished: boolean;
  end: 'in order' | 'ECONNRESET';
}

/** What a bare socket sees of a reply. */
async function seen(form: Reply, faults: string): Promise<Seen> {
  reply = spoil(form, faults);
  const parts: Buffer[] = [];
  const end = await new Promise<Seen['end']>((resolve, reject) => {
    const socket = connect(port(), '127.0.0.1');
    socket.on('data', (part) => parts.push(part));
    socket.on('end', () => resolve('in order'));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(error.code) : reject(error),
    );
    socket.write('GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n');
  });
  const bytes = Buffer.concat(parts);
  const at = bytes.indexOf('\r\n\r\n') + 4;
  if (at < 4) return { headers: bytes.toString(), body: '', finished: false, end };
  const headers = bytes.subarray(0, at).toString().toLowerCase();
  const sized = /content-length: (\d+)/.exec(headers)?.[1];
  const rest = bytes.subarray(at);
  if (sized) return { headers, body: rest.toString(), finished: Number(sized) === rest.length, end };
  return { headers, ...chunks(rest), end };
}

/** A chunked body put together. */
function chunks(bytes: Buffer): { body: string; finished: boolean; chunks: number[] } {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, line).toString(), 16);
    if (size === 0) return { ...joined(parts), finished: true };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return { ...joined(parts), finished: false };
}

const joined = (parts: Buffer[]) => ({
  body: Buffer.concat(parts).toString(),
  chunks: parts.map(({ length }) => length),
});

/** All bytes that come, in hex. */
async function rawly(form: Reply, faults: string): Promise<string> {
  reply = spoil(form, faults);
  const socket = connect(port(), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('hex');
}

/** A connection on which the headers of a reply have come, and nothing else will. */
async function hanging(form: Reply): Promise<Socket> {
  reply = spoil(form, 'hang(after=headers)');
  const socket = connect(port(), '127.0.0.1').on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
  const [headers] = (await once(socket, 'data')) as [Buffer];
  expect(headers.toString()).toMatch(/^HTTP\/1.1 200 OK\r\n.*\r\n\r\n$/s);
  return socket;
}

const three = EVENTS.slice(0, 3).join('');

describe('on the wire', () => {
  test.each([
    ['a JSON reply that is reset', json, 'reset', '', false, 'ECONNRESET'],
    [
      'a JSON reply that is reset amid its body',
      json,
      'reset(after=9 bytes)',
      JSON_BODY.slice(0, 9),
      false,
      'ECONNRESET',
    ],
    ['a stream that is reset before its events', instant, 'reset', '', false, 'ECONNRESET'],
    ['a stream that is reset', instant, 'reset(after=3 events)', three, false, 'ECONNRESET'],
    ['a paced stream that is reset', paced, 'reset(after=3 events)', three, false, 'ECONNRESET'],
    ['a JSON reply that is closed', json, 'close', '', false, 'in order'],
    [
      'a JSON reply that is closed amid its body',
      json,
      'close(after=9 bytes)',
      JSON_BODY.slice(0, 9),
      false,
      'in order',
    ],
    ['a JSON reply that is closed at its end', json, 'close(after=1 event)', JSON_BODY, false, 'in order'],
    ['a stream that is closed', instant, 'close(after=3 events)', three, false, 'in order'],
    ['a paced stream that is closed', paced, 'close(after=3 events)', three, false, 'in order'],
    ['a JSON reply cut short', json, 'truncate(after=9 bytes)', JSON_BODY.slice(0, 9), true, 'in order'],
    ['a stream cut short', instant, 'truncate(after=3 events)', three, true, 'in order'],
    ['a stream that never stops', paced, 'no-stop', EVENTS.slice(0, -1).join(''), true, 'in order'],
    ['a JSON reply that stalls', json, 'stall(after=9 bytes, for=30ms)', JSON_BODY, true, 'in order'],
    [
      'a stream that is late and stalls',
      instant,
      'latency(for=10ms); stall(for=30ms)',
      EVENTS.join(''),
      true,
      'in order',
    ],
  ] as const)('%s', async (_, form, faults, body, finished, end) => {
    expect(await seen(form(), faults)).toMatchObject({ body, finished, end });
  });

  test('nothing at all comes of a JSON reply that is cut before its body, not even a status', async () => {
    expect((await seen(json(), 'reset')).headers).toBe('');
    expect((await seen(json(), 'close')).headers).toBe('');
    expect((await seen(json(), 'latency(for=5ms); close')).headers).toBe('');
    expect((await seen(instant(), 'close')).headers).toContain('200 ok');
  });

  test.each([
    ['a JSON reply', json, JSON_BODY],
    ['a stream', instant, EVENTS.join('')],
    ['a paced stream', paced, EVENTS.join('')],
  ] as const)('%s in slices comes in chunks of that size', async (_, form, whole) => {
    const { body, finished, chunks = [] } = await seen(form(), 'slice(bytes=7)');
    expect([body, finished]).toEqual([whole, true]);
    expect(Math.max(...chunks)).toBe(7);
    expect((await seen(form(), 'slice(bytes=1)')).chunks).toEqual(Array(Buffer.byteLength(whole)).fill(1));
  });

  test('gathered events come in one chunk', async () => {
    const size = (at: number) => Buffer.byteLength(EVENTS.slice(at, at + 4).join(''));
    const expected = EVENTS.flatMap((_, at) => (at % 4 === 0 ? [size(at)] : []));
    for (const form of [instant, paced]) expect((await seen(form(), 'gather(events=4)')).chunks).toEqual(expected);
  });

  test.each([
    ['a JSON reply', json],
    ['a stream', instant],
    ['a paced stream', paced],
  ] as const)('%s shows nothing, or its headers only, where that is the place', async (_, form) => {
    expect(await seen(form(), 'reset(after=nothing)')).toMatchObject({ headers: '', end: 'ECONNRESET' });
    expect(await seen(form(), 'close(after=nothing)')).toMatchObject({ headers: '', end: 'in order' });
    for (const [fault, end] of [
      ['reset', 'ECONNRESET'],
      ['close', 'in order'],
    ]) {
      const cut = await seen(form(), `${fault}(after=headers)`);
      expect(cut).toMatchObject({ body: '', finished: false, end });
      expect(cut.headers).toContain('http/1.1 200 ok');
    }
  });

  test.each([
    ['tls', '15030300020228'],
    ['status-line', Buffer.from('HTTP/1.1 20').toString('hex')],
  ])('garbage is all that comes: %s', async (as, hex) => {
    for (const form of [json, instant, paced]) {
      expect(await rawly(form(), `garbage(as=${as})`)).toBe(hex);
      expect(await sent).toEqual({ ended: 'fault', bytes: hex.length / 2 });
    }
  });

  test('garbage of which a later fault takes the end away ends all the same', async () => {
    expect(await rawly(json(), 'garbage; truncate(after=2 bytes)')).toBe('1503');
  });

  describe.each([
    ['a JSON reply', json],
    ['a stream', instant],
    ['a paced stream', paced],
  ] as const)('%s that hangs', (_, form) => {
    test('is over when the client leaves', async () => {
      const socket = await hanging(form());
      socket.destroy();
      expect(await sent).toMatchObject({ ended: 'client left' });
    });

    test('is over when the server closes', async () => {
      hurry = new Hurry();
      const socket = await hanging(form());
      const closed = new Promise((resolve) => socket.once('close', resolve));
      hurry.start();
      expect(await sent).toMatchObject({ ended: 'fault' });
      await closed;
      hurry = new Hurry();
    });
  });

  const HANGS = ['hang'];
  test.each(FAULTS.filter(({ name }) => !HANGS.includes(name)).map(({ example }) => example))(
    '%s does what its frames say',
    async (example) => {
      for (const form of [json, instant, paced]) {
        const spoiled = spoil(form(), example);
        const { body, end } = left(spoiled);
        const saw = await seen(form(), example);
        expect(spoiled.opening === 'never' ? saw.headers : saw.body).toBe(body);
        expect(saw.end).toBe(end === 'reset' ? 'ECONNRESET' : 'in order');
        expect(saw.finished).toBe(end === 'whole');
        expect((await sent).ended).toBe(end === 'whole' ? 'completed' : 'fault');
      }
    },
  );

  test.each([
    ['longer', 10],
    ['shorter', -10],
  ] as const)('a length that is %s is announced', async (is, by) => {
    for (const form of [json, instant, paced]) {
      const { headers, body } = await seen(form(), `wrong-length(is=${is})`);
      const size = Buffer.byteLength(left(form()).body);
      expect(headers).toContain(`content-length: ${size + by}\r\n`);
      expect(headers).not.toContain('chunked');
      expect(Buffer.byteLength(body)).toBe(size);
    }
  });

  test('a wrong type is announced, or none', async () => {
    for (const form of [json, instant, paced]) {
      expect((await seen(form(), 'wrong-type')).headers).toContain('content-type: text/html\r\n');
      expect((await seen(form(), 'wrong-type(type="")')).headers).not.toContain('content-type');
    }
  });

  test('fetch fails on what is cut, and takes what is cut short for whole', async () => {
    const body = async (faults: string) => {
      reply = spoil(json(), faults);
      return (await fetch(`http://127.0.0.1:${port()}/`)).text();
    };
    await expect(body('reset')).rejects.toThrow('fetch failed');
    await expect(body('close')).rejects.toThrow('fetch failed');
    await expect(body('close(after=9 bytes)')).rejects.toThrow('terminated');
    expect(await body('truncate(after=9 bytes)')).toBe(JSON_BODY.slice(0, 9));
  });
});
