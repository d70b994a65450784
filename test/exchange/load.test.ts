import { describe, expect, test } from 'vitest';
import { Load } from '../../src/exchange/load.ts';
import type { Mock } from '../../src/mock.ts';
import { frozenClock, leapingClock } from '../support/clocks.ts';
import { ask, DOORS, mockOf, post } from '../support/wire.ts';

const PREFILL = 'prefill(base=100ms, per-thousand=0, per-request=20ms)';

/** Asks without waiting for the answer, until the request waits for its time. Gives back what makes its client leave. */
async function begin(mock: Mock, waits: readonly number[], headers: Record<string, string>) {
  const before = waits.length;
  const over = new Promise((left) => mock.onExchange(left));
  const client = new AbortController();
  const asked = mock.fetch('/v1/messages', {
    method: 'POST',
    headers: { ...DOORS.anthropic.headers, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(ask('anthropic')),
    signal: client.signal,
  });
  asked.catch(() => undefined);
  while (waits.length === before) await new Promise(setImmediate);
  return async () => {
    client.abort();
    await over;
  };
}

describe('the load of a session', () => {
  test('tells who comes how many others are there', () => {
    const load = new Load();
    const [first, second] = [load.enter(), load.enter()];
    expect([first.others, second.others]).toEqual([0, 1]);
    first.leave();
    first.leave();
    expect(load.enter().others).toBe(1);
  });

  test('leaves what is left with it once', () => {
    let left = 0;
    const stay = new Load().enter({ leave: () => left++ });
    stay.leave();
    stay.leave();
    expect(left).toBe(1);
  });

  test('makes the first token later with every request under way, until they leave', async () => {
    const clock = frozenClock();
    const mock = mockOf({ faults: [PREFILL] }, { clock });
    const asked = (headers: Record<string, string> = {}) => begin(mock, clock.waits, headers);
    const first = await asked();
    await asked();
    await asked();
    await first();
    await asked();
    // Another session is another service.
    await asked({ 'x-mock-session': 'other' });
    expect(clock.waits).toEqual([100, 120, 140, 140, 100]);
  });

  test('does not grow when one comes after the other, nor by requests without faults', async () => {
    const clock = leapingClock();
    const mock = mockOf({ concurrentRequests: 1 }, { clock });
    for (const fault of [PREFILL, PREFILL, `error; ${PREFILL}`, 'reset', 'none', PREFILL]) {
      await post(mock, 'anthropic', ask('anthropic'), { 'x-mock-fault': fault }).catch(() => undefined);
    }
    expect(clock.waits.filter((ms) => ms > 1)).toEqual([100, 100, 100, 100]);
  });
});
