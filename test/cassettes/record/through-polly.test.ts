import http from 'node:http';
import FetchAdapter from '@pollyjs/adapter-fetch';
import NodeHttpAdapter from '@pollyjs/adapter-node-http';
import { Polly } from '@pollyjs/core';
import FsPersister from '@pollyjs/persister-fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Recorder } from '../../../src/cassettes/record/recorder.ts';
import { systemClock } from '../../../src/clock.ts';
import { folderWith } from '../../support/folder.ts';
import { bytesOf, callOf, serverOf } from '../upstream/upstream-server.ts';

const STREAM =
  ': hello\r\n\r\nevent: message_start\ndata: {"type":"message_start","é":"\u{1f600}"}\n\ndata: {"type":"message_stop"}\n\n';
const BINARY = Buffer.from([0, 255, 254, 10, 195]);

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

interface Ask {
  method: string;
  path: string;
  body: string;
}

const ASKS: readonly Ask[] = [
  { method: 'POST', path: '/v1/messages?beta=true&a=1', body: '{ "model": "m",\n "messages": [] , "é": "\u{1f600}" }' },
  { method: 'POST', path: '/v1/messages', body: '{"status":529}' },
  { method: 'POST', path: '/v1/messages', body: '{"status":204}' },
  { method: 'POST', path: '/v1/messages', body: '{"binary":true}' },
  { method: 'GET', path: '/v1/models?limit=2', body: '' },
  // The first one again: its reply is another.
  { method: 'POST', path: '/v1/messages?beta=true&a=1', body: '{ "model": "m",\n "messages": [] , "é": "\u{1f600}" }' },
];

/** Answers what the request wishes, and counts. */
function service(): Promise<string> {
  let count = 0;
  return serverOf(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    count += 1;
    const wish = body.startsWith('{"') ? JSON.parse(body) : {};
    const type = wish.binary
      ? 'application/octet-stream'
      : wish.status
        ? 'application/json'
        : 'text/event-stream; charset=utf-8';
    response.writeHead(wish.status ?? 200, { 'content-type': type, 'request-id': `req_${count}`, 'retry-after': '7' });
    response.end(wish.status === 204 ? undefined : wish.binary ? BINARY : wish.status ? '{"type":"error"}' : STREAM);
  });
}

const PLAYERS: Readonly<
  Record<string, { adapter: typeof FetchAdapter | typeof NodeHttpAdapter; ask(url: string, ask: Ask): Promise<Answer> }>
> = {
  fetch: {
    adapter: FetchAdapter,
    async ask(url, { method, body }) {
      const headers = { 'content-type': 'application/json', 'x-api-key': 'another key' };
      const response = await fetch(url, body === '' ? { method, headers } : { method, headers, body });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      };
    },
  },
  'node-http': {
    adapter: NodeHttpAdapter,
    ask: (url, { method, body }) =>
      new Promise((resolve, reject) => {
        const request = http.request(url, { method, headers: { 'x-api-key': 'another key' } }, async (response) => {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(Buffer.from(chunk));
          const headers = response.headers as Record<string, string>;
          resolve({ status: response.statusCode!, headers, body: Buffer.concat(chunks) });
        });
        request.on('error', reject);
        request.end(body);
      }),
  },
};

describe('a cassette is played by Polly itself', () => {
  test.each(Object.keys(PLAYERS))(
    'with its own file persister, to a client that uses %s and knows nothing of us',
    async (name) => {
      const { adapter, ask } = PLAYERS[name]!;
      const directory = folderWith();
      const origin = await service();
      const recorder = new Recorder({ clock: systemClock, tell: (note) => expect.unreachable(note) });
      onTestFinished(() => recorder.close());
      const keep = { directory, name: 'agents/tool loop', redact: false, keepBroken: false, private: false };
      const recorded: Answer[] = [];
      for (const { method, path, body } of ASKS) {
        const call = callOf(origin + path, { method, body: Buffer.from(body) });
        const reply = await recorder.call(call, { keep, timeout: 60_000 });
        const kept = ['content-type', 'request-id', 'retry-after'];
        const headers = Object.fromEntries(reply.headers.filter(([header]) => kept.includes(header)));
        recorded.push({ status: reply.status, headers, body: await bytesOf(reply) });
        expect(await reply.kept).toMatchObject({ stored: true });
      }

      const polly = new Polly('agents/tool loop', {
        mode: 'replay',
        adapters: [adapter as unknown as string],
        persister: FsPersister as unknown as string,
        persisterOptions: { fs: { recordingsDir: directory } },
        matchRequestsBy: { headers: false },
        recordIfMissing: false,
        logLevel: 'silent',
      });
      onTestFinished(() => polly.stop());
      const played: Answer[] = [];
      for (const each of ASKS) played.push(await ask(origin + each.path, each));
      expect(played).toEqual(recorded);
      expect(recorded.map(({ status }) => status)).toEqual([200, 529, 204, 200, 200, 200]);
      expect(played[0]!.body.toString()).toBe(STREAM);
      expect(played[0]!.headers['request-id']).toBe('req_1');
      expect(played[5]!.headers['request-id']).toBe('req_6');
    },
  );
});

test('Polly patches nothing while it records', async () => {
  const { fetch, Request } = globalThis;
  const { request, ClientRequest } = http;
  const seen: boolean[] = [];
  const origin = await serverOf((_request, response) => {
    seen.push(globalThis.fetch === fetch && globalThis.Request === Request);
    seen.push(http.request === request && http.ClientRequest === ClientRequest);
    response.end('{}');
  });
  const recorder = new Recorder({ clock: systemClock, tell: (note) => expect.unreachable(note) });
  onTestFinished(() => recorder.close());
  const keep = { directory: folderWith(), name: 'tape', redact: false, keepBroken: false, private: false };
  const reply = await recorder.call(callOf(origin), { keep, timeout: 60_000 });
  await bytesOf(reply);
  await reply.kept;
  expect(seen).toEqual([true, true]);
});
