import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Hurry } from '../../src/http/hurry.ts';
import { send } from '../../src/http/send.ts';
import type { Frame } from '../../src/reply.ts';
import { leapingClock } from '../support/clocks.ts';

let server: Server;
/** What the server sends next, and whether Node itself does it. */
let frames: readonly Frame[] = [];
let plainly = false;

beforeAll(async () => {
  server = createServer(async (_request, response) => {
    const headers = { 'content-type': 'text/event-stream' };
    const reply = { status: 200, headers, frames };
    if (!plainly) return send(reply, response, { clock: leapingClock(), hurry: new Hurry(), headOnly: false });
    response.writeHead(200, headers);
    for (const frame of frames) if ('bytes' in frame) response.write(frame.bytes);
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterAll(() => new Promise((closed) => server.close(closed)));

/** All that follows the headers on a connection, byte by byte. */
async function bodyOnTheWire(version: '1.0' | '1.1'): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  socket.write(`GET / HTTP/${version}\r\nhost: test\r\nconnection: close\r\n\r\n`);
  let text = '';
  for await (const part of socket) text += part;
  return text.slice(text.indexOf('\r\n\r\n') + 4);
}

const paced = (bytes: string | Uint8Array): Frame => ({ wait: 20, bytes });
const bytes = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.uint8Array({ minLength: 1 }).map((array) => Buffer.from(array)),
);

test.each(['1.0', '1.1'] as const)(
  'a paced reply is on the wire of HTTP/%s as Node itself writes it',
  async (version) => {
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { maxLength: 6 }), async (texts) => {
        frames = texts.map(paced);
        plainly = false;
        const ours = await bodyOnTheWire(version);
        plainly = true;
        expect(ours).toBe(await bodyOnTheWire(version));
      }),
      { numRuns: 50, seed: 1 },
    );
  },
);
