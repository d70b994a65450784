import Anthropic, { APIUserAbortError } from '@anthropic-ai/sdk';
import { describe, expect, test } from 'vitest';
import { frozenClock } from '../support/clocks.ts';
import { mockServer, nextExchange } from './mock-server.ts';

// On a clock that stands still a paced stream goes on only as far as nothing waits: to its first delta.
const server = mockServer({ tps: 1, chunk: 1 }, { clock: frozenClock() });

const DOORS = [
  { base: '', model: 'claude-sonnet-4-6' },
  { base: '/api', model: 'anthropic/claude-sonnet-4.6' },
];

describe.each(DOORS)('a stream of the Anthropic SDK on the base URL "$base"', ({ base, model }) => {
  const client = () => new Anthropic({ baseURL: `${server.url()}${base}`, apiKey: 'sk-any', maxRetries: 0 });
  const ask = { model, max_tokens: 500, messages: [{ role: 'user' as const, content: 'Tell me about rivers.' }] };

  test('ends its exchange when the caller aborts it', async () => {
    const ended = nextExchange(server.mock);
    const stream = client().messages.stream(ask);
    stream.once('streamEvent', () => stream.controller.abort());
    await expect(stream.finalMessage()).rejects.toThrow(APIUserAbortError);
    expect((await ended).outcome.ended).toBe('client left');
  });

  test('ends its exchange when the caller stops reading', async () => {
    const ended = nextExchange(server.mock);
    for await (const { type } of await client().messages.create({ ...ask, stream: true })) {
      expect(type).toBe('message_start');
      break;
    }
    expect((await ended).outcome.ended).toBe('client left');
  });
});
