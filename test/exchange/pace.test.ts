import { describe, expect, test } from 'vitest';
import { keptAlive, paceEvents } from '../../src/exchange/pace.ts';
import type { StreamEvent } from '../../src/message/events.ts';
import { createMock } from '../../src/mock.ts';
import { createRandom } from '../../src/random.ts';
import type { Frame } from '../../src/reply.ts';
import { leapingClock } from '../support/clocks.ts';
import { ask, mockOf, post } from '../support/wire.ts';

const COMMENT = ': OPENROUTER PROCESSING\n\n';
const alive = (...waits: number[]): Frame[] =>
  keptAlive(
    waits.map((wait, index) => ({ wait, bytes: String(index) })),
    ': OPENROUTER PROCESSING',
  );

describe('a pace beyond all measure', () => {
  test('keeps every wait a number', () => {
    const pace = { ttft: 0, tps: Number.MIN_VALUE, jitter: 0, chunk: 3 };
    const events = [
      { type: 'ping' },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'a' } },
    ];
    const waits = paceEvents(events as StreamEvent[], pace, () => createRandom('x')).map(({ wait }) => wait);
    expect(waits).toEqual([0, Number.MAX_SAFE_INTEGER]);
  });
});

describe('keep-alive comments', () => {
  test('come at the start, and after every ten seconds of silence', () => {
    expect(alive(25_000, 10_000, 1)).toEqual([
      { wait: 0, bytes: COMMENT },
      { wait: 10_000, bytes: COMMENT },
      { wait: 10_000, bytes: COMMENT },
      { wait: 5_000, bytes: '0' },
      { wait: 10_000, bytes: '1' },
      { wait: 1, bytes: '2' },
    ]);
  });

  test('do not change how long it all takes, and are bounded', () => {
    const frames = alive(1e9, 31_234);
    expect(frames.reduce((sum, { wait }) => sum + wait, 0)).toBe(1e9 + 31_234);
    expect(frames.length).toBeLessThan(1010);
  });

  test('stand in a paced stream of OpenRouter, not in an instant one and not in JSON', async () => {
    const slow = () => createMock({ ttft: 21_000 }, { clock: leapingClock() });
    const stream = ask('openrouter', { stream: true });
    const comments = (text: string) => text.split(COMMENT).length - 1;
    expect(comments((await post(slow(), 'openrouter', stream)).text)).toBe(3);
    expect(comments((await post(mockOf(), 'openrouter', stream)).text)).toBe(0);
    expect(comments((await post(slow(), 'openrouter', ask('openrouter'))).text)).toBe(0);
    expect(comments((await post(slow(), 'anthropic', ask('anthropic', { stream: true }))).text)).toBe(0);
  });
});
