import { describe, expect, test } from 'vitest';
import { ask } from '../../support/wire.ts';
import { clientOf, HELLO } from './client.ts';

const OVERLOADED = 'error(type=529)';
const growing = (nth: number): number => 500 * 2 ** nth;

describe('retry-after-ignored', () => {
  test.each([
    ['error(type=429, retry-after=2s)', 1500],
    ['error(type=429, retry-after=700ms, as=ms)', 600],
    ['error(type=503, retry-after=2s)', 500],
  ])('%s, and the next attempt after %d ms', async (fault, gap) => {
    const client = await clientOf();
    await client.again(HELLO, [fault, 'none'], gap);
    expect(client.names()).toEqual(['retry-after-ignored']);
    expect(client.find('retry-after-ignored')?.evidence.map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('tells how long it should have waited, and how long it did', async () => {
    const client = await clientOf();
    client.mock.clock.freeze(Date.UTC(2030, 0, 2, 12));
    await client.again(HELLO, ['error(type=429, retry-after=2s)', 'none'], 1500);
    expect(client.find('retry-after-ignored')).toEqual({
      name: 'retry-after-ignored',
      severity: 'fault',
      message: 'Told to wait 2 s, the client tried again after 1.5 s.',
      mend: expect.stringContaining('retry-after-ms'),
      evidence: [
        { id: '1', at: '2030-01-02T12:00:00.000Z', note: 'answered 429: wait 2 s' },
        { id: '2', at: '2030-01-02T12:00:01.500Z', note: 'the same request, 1.5 s after that reply' },
      ],
    });
  });

  test('is only told of where the wait is longer than SDKs obey', async () => {
    const client = await clientOf();
    await client.again(HELLO, ['error(type=429, retry-after=90s)', 'none'], 2000);
    expect(client.names()).toEqual(['(retry-after-ignored)']);
  });

  test.each([
    ['the client waited as long as told', 'error(type=429, retry-after=2s)', 2000],
    ['its timer was a little early', 'error(type=429, retry-after=2s)', 1990],
    ['a date was told, which is over by the client’s own clock', 'error(type=429, retry-after=5s, as=date)', 500],
    ['nothing was told', 'error(type=429)', 500],
    ['the clock stood still, so that nobody knows', 'error(type=429, retry-after=2s)', 0],
  ])('not where %s', async (_why, fault, gap) => {
    const client = await clientOf();
    await client.again(HELLO, [fault, 'none'], gap);
    expect(client.names()).toEqual([]);
  });

  test('over another connection is certain after a while', async () => {
    const client = await clientOf();
    await client.send(HELLO, 'error(type=429, retry-after=2s)');
    client.mock.clock.advance(500);
    await client.aside(HELLO);
    expect(client.names()).toEqual(['retry-after-ignored']);
  });

  test('not where two calls wait as told, and then take turns on one connection', async () => {
    const client = await clientOf();
    const fault = 'error(type=429, retry-after=1s)';
    await client.send(HELLO, fault);
    await client.aside(HELLO, fault);
    client.mock.clock.advance(1000);
    await client.send(HELLO, fault);
    client.mock.clock.advance(5);
    await client.send(HELLO);
    expect(client.mock.requests().map(({ response }) => response.status)).toEqual([429, 429, 429, 200]);
    expect(client.names()).toEqual([]);
  });

  test('not where another request followed', async () => {
    const client = await clientOf();
    await client.send(HELLO, 'error(type=429, retry-after=2s)');
    client.mock.clock.advance(5);
    await client.send(ask('anthropic', { messages: [{ role: 'user', content: 'Of lakes.' }] }));
    expect(client.names()).toEqual(['(not-retried)']);
  });
});

describe('no-backoff', () => {
  test.each([
    [[OVERLOADED, OVERLOADED, 'none'], 5],
    [[OVERLOADED, 'truncate(after=100 bytes)', 'error(type=500)', 'none'], 50],
  ])('%j, %d ms apart', async (faults, gap) => {
    const client = await clientOf();
    await client.again(HELLO, faults, gap);
    expect(client.names()).toEqual(['no-backoff']);
    expect(client.find('no-backoff')?.evidence).toHaveLength(faults.length);
  });

  test.each([
    ['there were only two attempts', [OVERLOADED, 'none'], 5],
    ['the gaps grow, if from little', [OVERLOADED, OVERLOADED, 'none'], (nth: number) => 10 * 2 ** nth],
    ['there is a pause', [OVERLOADED, OVERLOADED, 'none'], 100],
    [
      'the service asked for no more',
      ['error(type=429, retry-after=30ms, as=ms)', 'error(type=429, retry-after=30ms, as=ms)', 'none'],
      30,
    ],
    ['each request succeeded', ['none', 'none', 'none'], 5],
    ['the clock stood still', [OVERLOADED, OVERLOADED, 'none'], 0],
    ['each has a connection of its own, so that they may have been side by side', ['reset', 'reset', 'none'], 50],
  ] as const)('not where %s', async (_why, faults, gap) => {
    const client = await clientOf();
    await client.again(HELLO, faults, gap);
    expect(client.names()).toEqual([]);
  });

  test('gaps of a few milliseconds that happen to grow', async () => {
    const client = await clientOf();
    await client.again(HELLO, [OVERLOADED, OVERLOADED, 'none'], (nth) => 2 * 2 ** nth);
    expect(client.names()).toEqual(['no-backoff']);
  });

  test('is only told of where the client says of each that it is a first attempt', async () => {
    const client = await clientOf();
    for (let nth = 0; nth < 3; nth++) {
      await client.send(HELLO, OVERLOADED, { 'x-stainless-retry-count': '0' });
      client.mock.clock.advance(5);
    }
    expect(client.names()).toEqual(['(no-backoff)', '(not-retried)']);
  });

  test.each(['error(type=429, retry-after=20s)', 'error(type=400)', 'error(type=529)', 'reset(after=nothing)'])(
    'nor anything else where requests may have run side by side (%s)',
    async (fault) => {
      const client = await clientOf();
      await client.send(HELLO, fault);
      client.mock.clock.advance(5);
      await client.aside(HELLO, fault);
      expect(client.mock.requests()).toHaveLength(2);
      expect(client.names()).toEqual([]);
    },
  );
});

describe('a loop that goes to and fro between two connections, as Node’s fetch does', () => {
  test.each([
    [OVERLOADED, 6, ['no-backoff', 'no-backoff']],
    [OVERLOADED, 4, []],
    ['error(type=429, retry-after=20s)', 3, ['retry-after-ignored']],
    ['error(type=400)', 3, ['retried-final']],
  ])('%s, %d times', async (fault, times, verdicts) => {
    const client = await clientOf();
    for (let nth = 0; nth < times; nth++) {
      client.mock.clock.advance(4);
      await (nth % 2 === 0 ? client.send : client.aside)(HELLO, fault);
    }
    expect(client.names()).toEqual(verdicts);
  });
});

describe('retry-storm', () => {
  test('is more than ten attempts', async () => {
    const client = await clientOf();
    await client.again(HELLO, Array(11).fill(OVERLOADED), growing);
    expect(client.names()).toEqual(['retry-storm', '(not-retried)']);
    expect(client.find('retry-storm')?.evidence.map(({ id }) => id)).toEqual(['1', '11']);
  });

  test('is not ten, nor eleven calls that succeed', async () => {
    const ten = await clientOf();
    await ten.again(HELLO, Array(10).fill(OVERLOADED), growing);
    expect(ten.names()).toEqual(['(not-retried)']);
    const well = await clientOf();
    await well.again(HELLO, Array(11).fill('none'), 500);
    expect(well.names()).toEqual([]);
  });
});

describe('retried-final', () => {
  test.each(['error(type=400)', 'error(type=403)', 'error(type=404)', 'error(type=529, should-retry=false)'])(
    '%s',
    async (fault) => {
      const client = await clientOf();
      await client.again(HELLO, [fault, 'none'], 500);
      expect(client.names()).toEqual(['retried-final']);
    },
  );

  test.each([
    ['the credentials may have changed', 'error(type=401)', 500],
    ['the service wants it', 'error(type=404, should-retry=true)', 500],
    ['it is retryable', 'error(type=429)', 500],
    ['somebody may have done it by hand', 'error(type=400)', 61_000],
  ])('not where %s', async (_why, fault, gap) => {
    const client = await clientOf();
    await client.again(HELLO, [fault, 'none'], gap);
    expect(client.names()).toEqual([]);
  });

  test('not where the headers were mended', async () => {
    const client = await clientOf();
    await client.send(HELLO, 'error(type=400)', { 'anthropic-beta': 'a-2025-01-01' });
    client.mock.clock.advance(500);
    await client.send(HELLO);
    expect(client.names()).toEqual([]);
  });
});

test('the same request written otherwise is the same call', async () => {
  const client = await clientOf();
  await client.send(HELLO, 'error(type=400)');
  client.mock.clock.advance(500);
  await client.send(Object.fromEntries(Object.entries(HELLO).reverse()));
  expect(client.names()).toEqual(['retried-final']);
});

test('a request nobody can read, and bodies nested without end, are no trouble', async () => {
  const client = await clientOf();
  await client.send('{');
  await client.send(`{"messages":${'['.repeat(5000)}${']'.repeat(5000)}}`);
  const odd = { toString: 1, valueOf: 1 };
  const blocks = ['text', 'tool_use', 'tool_result'].map((type) => ({
    type,
    text: odd,
    id: odd,
    name: odd,
    tool_use_id: odd,
  }));
  await client.send({ messages: ['user', 'assistant', 'user'].map((role) => ({ role, content: blocks })) });
  await client.send({ messages: [null, { role: 7, content: [null, 5, { type: 'tool_result' }] }], __proto__: null });
  expect(() => client.mock.verdicts()).not.toThrow();
});
