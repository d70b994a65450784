import Anthropic, { RateLimitError } from '@anthropic-ai/sdk';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createMock } from '../../src/mock.ts';

const ASK = {
  model: 'claude-sonnet-4-6',
  max_tokens: 200,
  messages: [{ role: 'user' as const, content: 'Tell me about rivers.' }],
};

afterEach(() => {
  vi.useRealTimers();
});

describe('a rate limit, as the SDK of Anthropic meets it,', () => {
  test('is waited out as retry-after says, and no second longer: one retry is enough', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const mock = createMock({ requestsPerMinute: 3 });
    mock.clock.freeze(Date.UTC(2026, 2, 1));
    const client = new Anthropic({ apiKey: 'any', maxRetries: 1, fetch: mock.fetch });
    for (let sent = 0; sent < 3; sent++) await client.messages.create(ASK);

    let answered = false;
    const waiting = client.messages.create(ASK).then((message) => {
      answered = true;
      return message;
    });
    for (let second = 0; second < 60 && !answered; second++) {
      // What the SDK sends off in this second is answered in it.
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
      if (answered) break;
      mock.clock.advance(1000);
      vi.advanceTimersByTime(1000);
    }
    expect((await waiting).stop_reason).toBe('end_turn');
    const [refused, retried] = mock.requests().slice(3);
    expect([refused?.response.status, retried?.response.status]).toEqual([429, 200]);
    expect(refused?.response.headers['retry-after']).toBe('20');
    expect(Date.parse(String(retried?.at)) - Date.parse(String(refused?.at))).toBe(20_000);
  });

  test('is an error of its own kind, with the headers that tell the limit', async () => {
    const mock = createMock({ requestsPerMinute: 1 });
    mock.clock.freeze(Date.UTC(2026, 2, 1));
    const client = new Anthropic({ apiKey: 'any', maxRetries: 0, fetch: mock.fetch });
    const { response } = await client.messages.create(ASK).withResponse();
    expect(response.headers.get('anthropic-ratelimit-requests-reset')).toBe('2026-03-01T00:01:00Z');
    const refused: unknown = await client.messages.create(ASK).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RateLimitError);
    expect((refused as RateLimitError).headers?.get('retry-after')).toBe('60');
  });
});
