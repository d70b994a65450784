import { describe, expect, test } from 'vitest';
import { ask } from '../../support/wire.ts';
import { type Body, type Client, clientOf, HELLO } from './client.ts';

const OVERLOADED = 'error(type=529)';
const TOLD = 'error(type=429, retry-after=2s)';
const QUESTION = { role: 'user', content: 'Tell me about rivers.' };
const MORE = { role: 'user', content: 'Are you there?' };

function talk(...messages: object[]): Body {
  return ask('anthropic', { messages: [QUESTION, ...messages] });
}

describe('gave-up-early', () => {
  /** A client that tries so often, and after so many milliseconds goes on. */
  async function quitter(faults: readonly string[], gap: number, next: Body = talk(MORE)): Promise<Client> {
    const client = await clientOf();
    await client.again(HELLO, faults, 4000);
    client.mock.clock.advance(gap);
    await client.send(next);
    return client;
  }

  test.each([
    ['once', [TOLD], 500],
    ['twice', [OVERLOADED, TOLD], 1900],
    ['in milliseconds', ['error(type=503, retry-after=700ms, as=ms)'], 100],
  ])('goes on in the conversation before it may come again, having tried %s', async (_how, faults, gap) => {
    const client = await quitter(faults, gap);
    expect(client.names()).toEqual(['gave-up-early']);
    expect(() => client.mock.expectResilient()).toThrow(/gave-up-early \(fault\)/);
  });

  test('tells what it had been told, and what it did', async () => {
    const client = await quitter([TOLD], 500);
    expect(client.find('gave-up-early')).toMatchObject({
      message: 'The client gave up after 1 attempt, and went on with the conversation.',
      evidence: [
        { id: '1', note: 'answered 429, wait 2 s' },
        { id: '2', note: 'goes on without an answer, 500 ms later' },
      ],
    });
  });

  test.each<[string, readonly string[], number, Body]>([
    ['it waited, and then sent more', [TOLD], 2000, talk(MORE)],
    ['nothing was told', [OVERLOADED], 500, talk(MORE)],
    ['it was told to wait for longer than a minute', ['error(type=429, retry-after=90s)'], 500, talk(MORE)],
    ['it asked another model', [TOLD], 500, { ...talk(MORE), model: 'claude-haiku-4-5' }],
    ['the clock stood still', [TOLD], 0, talk(MORE)],
    [
      'it sent something else on the connection long after',
      [TOLD],
      10_000,
      talk({ role: 'assistant', content: 'Hm.' }, MORE),
    ],
    [
      'the same, where nothing was told',
      [OVERLOADED, OVERLOADED],
      9001,
      talk({ role: 'assistant', content: 'Hm.' }, MORE),
    ],
  ])('is only told of where %s', async (_why, faults, gap, next) => {
    const client = await quitter(faults, gap, next);
    expect(client.names()).toEqual(['(gave-up-early)']);
    client.mock.expectResilient();
  });

  test.each<[string, readonly string[], number, Body]>([
    ['it had tried as often as the SDKs', [OVERLOADED, OVERLOADED, TOLD], 500, talk(MORE)],
    ['an answer came from elsewhere', [TOLD], 500, talk({ role: 'assistant', content: 'Rivers flow.' }, MORE)],
    ['it may still try again', [OVERLOADED], 8000, talk({ role: 'assistant', content: 'Hm.' }, MORE)],
    [
      'a date was told, which the client knows better',
      ['error(type=429, retry-after=30s, as=date)'],
      20_000,
      talk({ role: 'assistant', content: 'Hm.' }, MORE),
    ],
  ])('is not where %s: that is no more than not-retried', async (_why, faults, gap, next) => {
    expect((await quitter(faults, gap, next)).names()).toEqual(['(not-retried)']);
  });

  test('is not where another model answered the same, and then the conversation went on', async () => {
    const client = await clientOf();
    await client.send(HELLO, TOLD);
    client.mock.clock.advance(100);
    await client.send({ ...HELLO, model: 'claude-haiku-4-5' });
    client.mock.clock.advance(100);
    await client.send(talk(MORE));
    expect(client.names()).toEqual(['(not-retried)']);
  });

  test('is not where more of the conversation had come before', async () => {
    const client = await clientOf();
    await client.send(talk(MORE));
    client.mock.clock.advance(500);
    await client.send(HELLO, TOLD);
    expect(client.names()).toEqual(['(not-retried)']);
  });

  test('is not where it was tried again with success, nor where it must not be', async () => {
    expect((await quitter([OVERLOADED, 'none'], 500)).names()).toEqual([]);
    expect((await quitter(['error(type=529, should-retry=false)'], 500)).names()).toEqual([]);
    expect((await quitter(['error(type=400)'], 500)).names()).toEqual([]);
  });

  test('needs the same connection to know that the client is still there', async () => {
    const client = await clientOf();
    await client.send(HELLO, OVERLOADED);
    client.mock.clock.advance(20_000);
    await client.aside(ask('anthropic', { messages: [MORE] }));
    expect(client.names()).toEqual(['(not-retried)']);
  });
});

describe('not-retried', () => {
  test.each(['error(type=429)', 'error(type=500)', OVERLOADED])('%s', async (fault) => {
    const client = await clientOf();
    await client.send(HELLO, fault);
    expect(client.names()).toEqual(['(not-retried)']);
  });

  test.each(['error(type=529, should-retry=false)', 'error(type=400)', 'none'])('not after %s', async (fault) => {
    const client = await clientOf();
    await client.send(HELLO, fault);
    expect(client.names()).toEqual([]);
  });
});
