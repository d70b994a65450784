import { describe, expect, test } from 'vitest';
import { createMock } from '../src/mock.ts';
import type { VirtualClock } from '../src/virtual-clock.ts';
import { ask, DOORS } from './support/wire.ts';

/** Resolves with the milliseconds of the next wait for a frame. */
function firstWait(clock: VirtualClock): Promise<number> {
  return new Promise((resolve) => {
    const { alarm } = clock;
    clock.alarm = (callback) => {
      const { set, off } = alarm.call(clock, callback);
      return {
        set(ms) {
          resolve(ms);
          set(ms);
        },
        off,
      };
    };
  });
}

describe('a mock that closes', () => {
  // Larger than what the system takes in at once, so that much of it is still to be sent when the mock closes.
  test.each([true, false])('lets a large reply that waited reach its client whole, stream: %j', async (stream) => {
    const mock = createMock();
    mock.stub({ respond: { text: 'word '.repeat(1_000_000), pace: { ttft: 600_000, chunk: 1000 } } });
    const { url } = await mock.listen({ port: 0 });
    const { path, headers } = DOORS.anthropic;
    const body = JSON.stringify(ask('anthropic', { stream }));
    // The reply has begun to wait.
    const asked = firstWait(mock.clock);
    const reply = fetch(url + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    await asked;
    const [text] = await Promise.all([reply.then((response) => response.text()), mock.close()]);
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(text).toMatch(stream ? /message_stop"\}\n\n$/ : /\}$/);
  });
});

test('a mock that listens again takes its time again', async () => {
  const mock = createMock();
  mock.stub({ respond: { text: 'late', pace: { ttft: 600_000 } } });
  await mock.listen({ port: 0 });
  await mock.close();
  const { url } = await mock.listen({ port: 0 });
  const { path, headers } = DOORS.anthropic;
  mock.clock.freeze();
  const waits = firstWait(mock.clock);
  const reply = fetch(url + path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(ask('anthropic')),
  });
  expect(await waits).toBeGreaterThan(500_000);
  mock.clock.advance(600_000);
  expect((await reply).status).toBe(200);
  await mock.close();
});
