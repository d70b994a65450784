import Anthropic from '@anthropic-ai/sdk';
import { expect, test } from 'vitest';
import type { Clock } from '../../../src/clock.ts';
import type { Mock } from '../../../src/mock.ts';
import { nextExchange } from '../../clients/mock-server.ts';
import { leapingClock } from '../../support/clocks.ts';
import { mockOf } from '../../support/wire.ts';
import { steppedClock } from './stepped-clock.ts';

const QUESTION = { role: 'user' as const, content: 'Tell me about rivers.' };
const ASKED = { model: 'claude-sonnet-4-6', max_tokens: 200, messages: [QUESTION] };

/** The SDK as it is, over a socket; the first reply has the faults. */
async function talk(faults: string, use: (client: Anthropic) => Promise<unknown>, clock?: Clock): Promise<Mock> {
  const mock = mockOf({}, clock && { clock });
  mock.fault({ faults, next: 1 });
  const { url } = await mock.listen({ port: 0 });
  await use(new Anthropic({ baseURL: url, apiKey: 'any' }));
  await mock.close();
  return mock;
}

function names(mock: Mock): string[] {
  return mock.verdicts().map(({ name, severity }) => `${severity} ${name}`);
}

test('@anthropic-ai/sdk obeys retry-after', async () => {
  const mock = await talk('error(type=429, retry-after=1s)', (client) => client.messages.create(ASKED));
  expect(mock.requests().map(({ response }) => response.status)).toEqual([429, 200]);
  expect(names(mock)).toEqual([]);
  mock.expectResilient();
});

test('@anthropic-ai/sdk backs off when the service is overloaded, and gives up at last', async () => {
  const mock = mockOf({ faults: ['error(type=529)'] });
  const { url } = await mock.listen({ port: 0 });
  const client = new Anthropic({ baseURL: url, apiKey: 'any' });
  await expect(client.messages.create(ASKED)).rejects.toThrow('529');
  await mock.close();
  expect(mock.requests()).toHaveLength(3);
  expect(names(mock)).toEqual(['info not-retried']);
  mock.expectResilient();
});

test('@anthropic-ai/sdk takes no cut stream for whole', async () => {
  const mock = await talk('close(after=4 events)', async (client) => {
    const stream = client.messages.stream(ASKED);
    await expect(stream.finalMessage()).rejects.toThrow();
    await client.messages
      .stream({ ...ASKED, messages: [{ role: 'user', content: 'Never mind. What of lakes?' }] })
      .finalMessage();
  });
  expect(mock.requests().map(({ outcome }) => outcome)).toEqual(['fault', 'completed']);
  expect(names(mock)).toEqual([]);
});

test('whoever keeps what the SDK had of a cut stream is found out', async () => {
  const mock = await talk('close(after=4 events)', async (client) => {
    const stream = client.messages.stream(ASKED);
    let text = '';
    stream.on('text', (piece) => (text += piece));
    await stream.done().catch(() => undefined);
    expect(text).not.toBe('');
    await client.messages.create({
      ...ASKED,
      messages: [QUESTION, { role: 'assistant', content: text }, { role: 'user', content: 'And lakes?' }],
    });
  });
  expect(names(mock)).toEqual(['fault cut-stream-accepted']);
  expect(() => mock.expectResilient()).toThrow(/cut-stream-accepted[\s\S]*#1 at[\s\S]*Mend:/);
});

test('@anthropic-ai/sdk gives up a reply that does not begin, and lets it go before it tries again', async () => {
  const mock = await talk('hang(after=nothing)', (client) => client.messages.create(ASKED, { timeout: 200 }));
  expect(mock.requests().map(({ outcome }) => outcome)).toEqual(['client left', 'completed']);
  expect(names(mock)).toEqual([]);
});

test('@anthropic-ai/sdk has no timeout once a stream has begun', async () => {
  const whole = (client: Anthropic) => client.messages.stream(ASKED, { timeout: 2000 }).finalMessage();
  const mock = await talk('stall(after=3 events, for=4s)', whole, leapingClock());
  expect(names(mock)).toEqual(['info no-read-timeout']);
  mock.expectResilient();
});

test('@anthropic-ai/sdk lets a stream go that told an error', async () => {
  const mock = mockOf(
    { faults: ['error-event(after=3 events); stall(after=end, for=15s)'] },
    { clock: steppedClock() },
  );
  const { url } = await mock.listen({ port: 0 });
  const ended = nextExchange(mock);
  const stream = new Anthropic({ baseURL: url, apiKey: 'any' }).messages.stream(ASKED);
  await expect(stream.finalMessage()).rejects.toThrow('Overloaded');
  expect((await ended).outcome.ended).toBe('client left');
  await mock.close();
  expect(names(mock)).toEqual([]);
});

test('@anthropic-ai/sdk reads on after message_stop, so that is only told of', async () => {
  const clock = steppedClock();
  const mock = mockOf({ faults: ['stall(after=end, for=15s)'] }, { clock });
  const { url } = await mock.listen({ port: 0 });
  const ended = nextExchange(mock);
  const stream = new Anthropic({ baseURL: url, apiKey: 'any' }).messages.stream(ASKED);
  await new Promise<void>((stopped) => stream.on('streamEvent', ({ type }) => type === 'message_stop' && stopped()));
  // By the time of another answer the mock would know that it had left.
  await fetch(`${url}/_mock/verdict`);
  clock.pass(15_000);
  expect((await ended).outcome.ended).toBe('completed');
  await stream.finalMessage();
  await mock.close();
  expect(names(mock)).toEqual(['info connection-kept']);
});
