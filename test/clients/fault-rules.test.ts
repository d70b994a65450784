import Anthropic from '@anthropic-ai/sdk';
import { beforeEach, describe, expect, test } from 'vitest';
import { mockServer } from './mock-server.ts';

const { mock, url } = mockServer();
beforeEach(() => mock.reset());

const ASK = {
  model: 'claude-sonnet-4-6',
  max_tokens: 200,
  messages: [{ role: 'user' as const, content: 'Tell me about rivers.' }],
};
const client = () => new Anthropic({ baseURL: url(), apiKey: 'any', maxRetries: 2 });

describe('a rule for the next requests, as the SDK of Anthropic meets it over a socket,', () => {
  test('is survived by as many retries', async () => {
    mock.fault({ faults: 'error(type=overloaded, retry-after=1ms, as=ms)', next: 2 });
    expect((await client().messages.create(ASK)).stop_reason).toBe('end_turn');
    expect(mock.requests().map(({ response }) => response.status)).toEqual([529, 529, 200]);
    expect(mock.faults.list()).toMatchObject([{ fitted: 2, acted: 2 }]);
  });

  test('is an error when there are more of them than retries', async () => {
    mock.fault({ faults: 'error(type=overloaded, retry-after=1ms, as=ms)', next: 3 });
    await expect(client().messages.create(ASK)).rejects.toMatchObject({ status: 529 });
  });

  test('resets the connection of a stream, and of no other request', async () => {
    mock.fault({ faults: 'reset(after=3 events)', when: { stream: true } });
    expect((await client().messages.create(ASK)).stop_reason).toBe('end_turn');
    await expect(client().messages.stream(ASK).finalMessage()).rejects.toThrow();
    expect(mock.requests({ outcome: 'fault' })).toMatchObject([
      { faults: [expect.stringMatching(/^reset\(after=3 events/)], stream: true },
    ]);
  });
});
