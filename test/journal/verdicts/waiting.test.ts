import { type ClientRequest, request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { ask, DOORS } from '../../support/wire.ts';
import { type Body, type Client, clientOf, HELLO } from './client.ts';
import { steppedClock } from './stepped-clock.ts';

const STREAM = ask('anthropic', { stream: true });
const PATIENT = { 'x-stainless-timeout': '2' };

describe('no-read-timeout', () => {
  test.each<[string, Body, string, Record<string, string>]>([
    ['a stream', STREAM, 'stall(after=3 events, for=11m)', {}],
    ['a stream before its first event', STREAM, 'latency(for=11m)', {}],
    ['a JSON reply', HELLO, 'latency(for=11m)', {}],
    ['a reply that hangs until the mock gives up', STREAM, 'hang(after=3 events)', {}],
    ['pauses that add up', STREAM, 'stall(after=3 events, for=6m); stall(after=3 events, for=5m)', {}],
    ['more than the client says', STREAM, 'stall(for=11m)', { 'x-stainless-timeout': '600' }],
  ])('is more than ten minutes of silence: %s', async (_what, body, fault, headers) => {
    const client = await clientOf();
    await client.send(body, fault, headers);
    expect(client.names()).toEqual(['no-read-timeout']);
    expect(() => client.mock.expectResilient()).toThrow(/no-read-timeout \(fault\)[\s\S]*#1 at/);
  });

  test.each<[string, Body, string, Record<string, string>]>([
    ['half a minute amid a stream', STREAM, 'stall', {}],
    ['more than the client says that it waits', STREAM, 'stall(for=4s)', PATIENT],
    ['the same in words of another SDK', STREAM, 'stall(for=4s)', { 'x-stainless-read-timeout': '2.5' }],
    ['more than it says before the first byte', HELLO, 'latency(for=4s, before=headers)', PATIENT],
  ])('is only told of: %s', async (_what, body, fault, headers) => {
    const client = await clientOf();
    await client.send(body, fault, headers);
    expect(client.names()).toEqual(['(no-read-timeout)']);
    client.mock.expectResilient();
  });

  test('says how long it was, and what the client says of itself', async () => {
    const client = await clientOf();
    await client.send(STREAM, 'stall(for=4s)', PATIENT);
    expect(client.find('no-read-timeout')).toMatchObject({
      severity: 'info',
      message: 'The client sat out 4 s of silence, although it says that it waits 2 s.',
      evidence: [{ id: '1', note: 'silent for 4 s in the middle of the body, and the client was still there' }],
    });
  });

  test.each<[string, Body, string, Record<string, string>]>([
    ['the silence is as long as a model may think', HELLO, 'latency(for=9m)', {}],
    ['the stream has not begun', STREAM, 'latency(for=9m)', {}],
    ['it is no stream: nobody sends a ping then', HELLO, 'stall(after=100 bytes, for=60s)', {}],
    ['it is short', STREAM, 'stall(for=29s)', {}],
    ['the client says that it waits longer', STREAM, 'stall(for=5m)', { 'x-stainless-timeout': '600' }],
    ['it says that it waits longer than the SDKs', STREAM, 'stall(for=15m)', { 'x-stainless-timeout': '1200' }],
    ['it says so in whole seconds', STREAM, 'stall(for=2900ms)', PATIENT],
    ['what it says is no number', STREAM, 'stall(for=20s)', { 'x-stainless-timeout': 'soon' }],
    ['something came now and then', STREAM, 'slow(per=25s)', {}],
    ['the reply was only slow to end', STREAM, 'stall(after=end, for=5s)', {}],
  ])('is not where %s', async (_why, body, fault, headers) => {
    const client = await clientOf();
    await client.send(body, fault, headers);
    expect(client.names()).toEqual([]);
  });

  test('is not where somebody moved the clock by hand: the client did not wait', async () => {
    const client = await clientOf(steppedClock());
    await open(client, STREAM, 'stall(after=3 events, for=20m)');
    const noted = nextEntry(client);
    client.mock.clock.advance(30 * 60_000);
    await noted;
    expect(client.mock.requests()).toMatchObject([{ outcome: 'completed' }]);
    expect(client.names()).toEqual([]);
  });

  test('is where it was moved before the request came', async () => {
    const client = await clientOf();
    client.mock.clock.advance(30 * 60_000);
    await client.send(STREAM, 'stall(for=11m)');
    expect(client.names()).toEqual(['no-read-timeout']);
  });

  test('is not where the client left, nor where the mock closed', async () => {
    for (const end of [({ call }: Open) => call.destroy(), (_open: Open, { mock }: Client) => mock.close()]) {
      const clock = steppedClock();
      const client = await clientOf(clock);
      const opened = await open(client, STREAM, 'stall(after=3 events, for=20m)');
      clock.pass(15 * 60_000);
      const noted = nextEntry(client);
      await end(opened, client);
      await noted;
      expect(client.mock.requests()).toMatchObject([{ milliseconds: 15 * 60_000 }]);
      expect(client.names()).toEqual([]);
    }
  });
});

describe('connection-kept', () => {
  const kept = 'error-event(after=3 events); stall(after=end, for=15s)';

  test('is a connection held on after an error event', async () => {
    const client = await clientOf();
    await client.send(STREAM, kept);
    expect(client.names()).toEqual(['connection-kept']);
    expect(client.find('connection-kept')).toMatchObject({
      message: 'The client held a connection for 15 s after an error event.',
      evidence: [{ id: '1', note: 'an error event, and then nothing for 15 s' }],
    });
    expect(() => client.mock.expectResilient()).toThrow(/connection-kept \(fault\)/);
  });

  test('is only told of after message_stop', async () => {
    const client = await clientOf();
    await client.send(STREAM, 'stall(after=end, for=15s)');
    expect(client.names()).toEqual(['(connection-kept)']);
    client.mock.expectResilient();
  });

  test.each<[string, Body, string]>([
    ['the end came soon', STREAM, 'error-event(after=3 events); stall(after=end, for=9s)'],
    ['a JSON reply has no other end', HELLO, 'stall(after=end, for=15s)'],
    ['the stream had no end of its own', STREAM, 'no-stop; stall(after=end, for=15s)'],
  ])('is not where %s', async (_why, body, fault) => {
    const client = await clientOf();
    await client.send(body, fault);
    expect(client.names()).toEqual([]);
  });

  test('is not where the client let go after the error', async () => {
    const clock = steppedClock();
    const client = await clientOf(clock);
    const { call } = await open(client, STREAM, kept);
    clock.pass(12_000);
    const noted = nextEntry(client);
    call.destroy();
    await noted;
    expect(client.mock.requests()).toMatchObject([{ outcome: 'client left' }]);
    expect(client.names()).toEqual([]);
  });

  describe('of a client that tries again while the attempt before is open', () => {
    /** The attempts, each with what it counts; the first hangs, and is let go so many milliseconds after the second has come. */
    async function again(counts: readonly (string | undefined)[], held: number): Promise<Client> {
      const clock = steppedClock();
      const client = await clientOf(clock);
      const [first, ...others] = counts.map((count): Record<string, string> => {
        return count === undefined ? {} : { 'x-stainless-retry-count': count };
      });
      const { call } = await open(client, STREAM, 'hang(after=headers)', first);
      clock.pass(5000);
      if (held < 0) await leave(client, call);
      for (const headers of others) await client.aside(STREAM, 'none', headers);
      clock.pass(Math.abs(held));
      if (held >= 0) await leave(client, call);
      expect(client.mock.requests()).toHaveLength(counts.length);
      return client;
    }

    test('is found by what it counts', async () => {
      const client = await again(['0', '1'], 3000);
      expect(client.names()).toEqual(['connection-kept']);
      expect(client.find('connection-kept')).toMatchObject({
        severity: 'fault',
        message: 'The client tried again, and held the connection of the attempt before for 3 s more.',
        evidence: [
          { id: '2', note: 'was open for 8 s' },
          { id: '1', note: 'attempt 2, 5 s after that came' },
        ],
      });
    });

    test.each<[string, readonly (string | undefined)[], number]>([
      ['it let go first', ['0', '1'], -100],
      ['it let go soon after', ['0', '1'], 900],
      ['it does not count: two calls look the same', [undefined, undefined], 3000],
      ['both are first attempts', ['0', '0'], 3000],
      ['the second counts an attempt that is not here', ['0', '2'], 3000],
      ['a second call came between', ['0', '0', '1'], 3000],
    ])('is not where %s', async (_why, counts, held) => {
      expect((await again(counts, held)).names()).toEqual([]);
    });
  });
});

test('GET /_mock/verdict tells of them, for programs and for people', async () => {
  const client = await clientOf();
  await client.send(STREAM, 'stall(for=11m)');
  await client.send(HELLO, 'latency(for=2s)');
  const json = (await (await fetch(`${client.url}/_mock/verdict`)).json()) as Record<string, unknown>;
  expect(json).toMatchObject({ resilient: false, verdicts: [{ name: 'no-read-timeout', severity: 'fault' }] });
  const text = await (await fetch(`${client.url}/_mock/verdict?format=markdown`)).text();
  expect(text).toContain('## no-read-timeout (fault)\n\nThe client sat out 660 s of silence.\n\n- #1 at ');
});

interface Open {
  call: ClientRequest;
}

/** A request whose reply has begun. */
function open({ url }: Client, body: Body, fault: string, headers: Record<string, string> = {}): Promise<Open> {
  return new Promise((resolve, reject) => {
    const own = { ...DOORS.anthropic.headers, 'content-type': 'application/json', 'x-mock-fault': fault, ...headers };
    const call = httpRequest(`${url}/v1/messages`, { method: 'POST', agent: false, headers: own }, (response) => {
      response.on('error', () => undefined).resume();
      resolve({ call });
    });
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}

function nextEntry({ mock }: Client): Promise<void> {
  return new Promise((resolve) => {
    const forget = mock.onExchange(() => {
      forget();
      resolve();
    });
  });
}

async function leave(client: Client, call: ClientRequest): Promise<void> {
  const noted = nextEntry(client);
  call.destroy();
  await noted;
}
