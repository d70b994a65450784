import { readdirSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderOf } from '../../src/cassettes/store/folder-of.ts';
import { listening, pair } from '../support/relay-pair.ts';
import { ask, DOORS, mockOf } from '../support/wire.ts';

interface Reply {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** One exchange over a real socket. */
function send(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${url}${DOORS.anthropic.path}`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...DOORS.anthropic.headers, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    // With a body of text Node would write the headers in the body's encoding.
    request.end(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
  });
}

const RIVERS = ask('anthropic');
const MOUNTAINS = ask('anthropic', { messages: [{ role: 'user', content: 'Tell me about mountains.' }] });
const errorOf = ({ text }: Reply) => JSON.parse(text) as { error: { message: string }; mock: Record<string, unknown> };

describe('modes', () => {
  test('record always calls the upstream, and a new run replaces what the last one recorded', async () => {
    const { upstream, front } = await pair();
    for (let run = 0; run < 2; run++) {
      const { mock, url } = await front({ mode: 'record', cassette: 'rivers' });
      // What changes from run to run does not make it another request.
      const body = { ...RIVERS, metadata: { user_id: `run-${run}` } };
      await send(url, body);
      await send(url, body);
      expect((await mock.session('default').context.library.overview()).cassettes).toMatchObject([{ recordings: 2 }]);
      await mock.close();
    }
    expect(upstream.mock.requests()).toHaveLength(4);
  });

  test('auto replays, and records what is missing', async () => {
    const { upstream, front } = await pair();
    const { mock, url } = await front({ mode: 'auto', cassette: 'rivers' });
    const first = await send(url, RIVERS);
    const second = await send(url, RIVERS);
    await send(url, MOUNTAINS);
    expect(second.text).toBe(first.text);
    expect(upstream.mock.requests()).toHaveLength(2);
    const seen = mock.requests().map(({ source, cassette }) => [source, cassette?.stored, cassette?.recording]);
    expect(seen).toEqual([
      ['upstream', true, null],
      ['cassette', false, 'rivers#1'],
      ['upstream', true, null],
    ]);
  });

  test('replay never calls out: what is missing is an error of the mock with the nearest recording', async () => {
    const { upstream, front } = await pair();
    const recorder = await front({ mode: 'record', cassette: 'rivers' });
    await send(recorder.url, RIVERS);
    const { url } = await front({ mode: 'replay', cassette: 'rivers' });
    const missed = await send(url, MOUNTAINS);
    expect(missed).toMatchObject({ status: 404, headers: { 'x-should-retry': 'false', 'x-mock-source': 'mock' } });
    const { error, mock } = errorOf(missed);
    expect(error.message).toContain('rivers#1');
    expect(mock).toMatchObject({
      code: 'no_recording',
      cassette: 'rivers',
      recordings: 1,
      nearest: [{ recording: 'rivers#1', differences: [{ pointer: '/messages/0/content' }] }],
    });
    expect(upstream.mock.requests()).toHaveLength(1);
  });

  test('auto does not keep refusals that may be over the next time, and record does', async () => {
    const { front } = await pair({ apiKey: ['sk-good'] });
    const { mock, url, notes } = await front({ mode: 'auto', cassette: 'rivers' });
    expect((await send(url, RIVERS)).status).toBe(401);
    expect(notes).toEqual([expect.stringContaining('answered 401')]);
    expect((await send(url, RIVERS, { 'x-api-key': 'sk-good' })).status).toBe(200);
    expect((await send(url, RIVERS)).status).toBe(200);
    mock.setOptions({ mode: 'record' });
    expect((await send(url, MOUNTAINS)).status).toBe(401);
    mock.setOptions({ mode: 'replay' });
    expect((await send(url, MOUNTAINS)).status).toBe(401);
  });

  test('a cassette that is not there is told with one that may be meant, and the file to mend a miss in', async () => {
    const { cassettes, front } = await pair();
    const recorder = await front({ mode: 'record', cassette: 'rivers' });
    await send(recorder.url, RIVERS);
    const { url } = await front({ mode: 'replay', cassette: 'rives' });
    expect(errorOf(await send(url, RIVERS)).error.message).toContain('Did you mean "rivers"?');
    const missed = errorOf(await send(url, MOUNTAINS, { 'x-mock-cassette': 'rivers' })).error.message;
    expect(missed).toContain(join(folderOf(cassettes, 'rivers'), 'cassette.json'));
  });

  test('replay-or-synthetic invents what is missing, and passthrough records nothing', async () => {
    const { cassettes, upstream, front } = await pair();
    const lenient = await front({ mode: 'replay-or-synthetic', cassette: 'rivers' });
    expect((await send(lenient.url, RIVERS)).headers['x-mock-source']).toBe('synthetic');
    const strict = await send(lenient.url, RIVERS, { 'x-mock-strict': 'true' });
    expect(errorOf(strict).mock).toMatchObject({ code: 'no_stub' });
    const through = await front({ mode: 'passthrough', cassette: 'rivers' });
    expect((await send(through.url, RIVERS)).headers['x-mock-source']).toBe('upstream');
    expect(upstream.mock.requests()).toHaveLength(1);
    expect(readdirSync(cassettes)).toEqual([]);
  });

  test('are chosen by header before stubs, by session, and by the name of a cassette alone', async () => {
    const { upstream, front } = await pair();
    const { mock, url } = await front();
    mock.stub({ respond: { text: 'stubbed' } });
    expect((await send(url, RIVERS)).headers['x-mock-source']).toBe('stub');
    const asked = await send(url, RIVERS, { 'x-mock-mode': 'record', 'x-mock-cassette': 'by header' });
    expect(asked.headers['x-mock-source']).toBe('upstream');
    expect((await send(url, RIVERS, { 'x-mock-cassette': 'by header' })).headers['x-mock-recording']).toBe(
      'by header#1',
    );
    expect((await send(url, RIVERS)).headers['x-mock-source']).toBe('stub');
    mock.session('other').setOptions({ cassette: 'by header', mode: 'replay' });
    expect((await send(`${url}/t/other`, RIVERS)).headers['x-mock-source']).toBe('cassette');
    expect(upstream.mock.requests()).toHaveLength(1);
    const wrong = await send(url, RIVERS, { 'x-mock-mode': 'replya' });
    expect(errorOf(wrong).error.message).toContain('replay');
  });

  test.each([
    ['UTF-8, as curl writes it', Buffer.from('größe 日本').toString('latin1'), 'größe 日本'],
    ['Latin-1, as fetch writes it', 'größe', 'größe'],
  ])('a cassette beyond ASCII is named by header in %s', async (_, header, cassette) => {
    const { front } = await pair();
    const { mock, url } = await front({ mode: 'record' });
    await send(url, RIVERS, { 'x-mock-cassette': header });
    expect(mock.requests()[0]?.cassette).toMatchObject({ cassette, stored: true });
  });

  test('stubs answer before a cassette that an option names', async () => {
    const { front } = await pair();
    const { mock, url } = await front({ mode: 'replay', cassette: 'empty' });
    mock.stub({ when: { text: 'rivers' }, respond: { text: 'stubbed' } });
    expect((await send(url, RIVERS)).headers['x-mock-source']).toBe('stub');
    expect((await send(url, MOUNTAINS)).status).toBe(404);
  });

  test('in CI the name of a cassette means replay, and nothing is recorded unless allowed', async () => {
    const { upstream, front } = await pair();
    const inCi = await front({ cassette: 'rivers' }, { ci: true });
    expect(errorOf(await send(inCi.url, RIVERS)).mock).toMatchObject({ code: 'no_recording' });
    const recording = await front({ cassette: 'rivers', mode: 'record' }, { ci: true });
    const refused = await send(recording.url, RIVERS);
    expect(refused).toMatchObject({ status: 403, headers: { 'x-should-retry': 'false' } });
    expect(errorOf(refused).mock).toMatchObject({ code: 'record_in_ci' });
    expect(upstream.mock.requests()).toHaveLength(0);
    const allowed = await front({ cassette: 'rivers', recordInCi: true }, { ci: true });
    expect((await send(allowed.url, RIVERS)).headers['x-mock-source']).toBe('upstream');
  });

  test('a mock that would call itself says so', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    server.on('request', mockOf({ mode: 'passthrough', upstream: [`http://localhost:${port}`] }).app);
    const refused = await send(`http://127.0.0.1:${port}`, RIVERS);
    expect(refused).toMatchObject({ status: 400, headers: { 'x-should-retry': 'false' } });
    expect(errorOf(refused).mock).toMatchObject({ code: 'upstream_is_self' });
  });

  test('an upstream that is not there is an error of the mock that is not retried', async () => {
    const { upstream, front } = await pair();
    await upstream.mock.close();
    const { url } = await front({ mode: 'record', cassette: 'rivers' });
    const failed = await send(url, RIVERS);
    expect(failed).toMatchObject({ status: 424, headers: { 'x-should-retry': 'false' } });
    expect(errorOf(failed).error.message).toContain(upstream.url);
  });

  test('a mode that calls out does not listen beyond loopback unless that is allowed', async () => {
    await expect(listening({ mode: 'record', host: '0.0.0.0' })).rejects.toThrow(/--record-for-others/);
    await expect(listening({ mode: 'record', host: '0.0.0.0', recordForOthers: true })).resolves.toBeDefined();
  });
});

describe('requests that the mock would refuse', () => {
  test('are the upstream’s business while recording, and answered from the cassette afterwards', async () => {
    const { front } = await pair();
    const { mock, url } = await front({ mode: 'record', cassette: 'refusals' });
    const bodies = [{ model: 'claude-sonnet-4-6' }, 'no json', ''];
    const recorded: Reply[] = [];
    for (const body of bodies) recorded.push(await send(url, body));
    expect(recorded.map(({ status }) => status)).toEqual([400, 400, 400]);
    mock.setOptions({ mode: 'replay' });
    for (const [index, body] of bodies.entries()) {
      const { status, text } = await send(url, body);
      expect({ status, text }).toEqual({ status: recorded[index]!.status, text: recorded[index]!.text });
    }
  });
});
