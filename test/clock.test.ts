import { afterEach, describe, expect, test, vi } from 'vitest';
import { alarmOn, type Clock, systemClock } from '../src/clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the machine’s clock', () => {
  test.each([1e12, Number.POSITIVE_INFINITY])('does not end a wait of %d ms at once', (ms) => {
    vi.useFakeTimers();
    const called = vi.fn();
    const callOff = systemClock.after(ms, called);
    vi.advanceTimersByTime(24 * 24 * 3600 * 1000);
    expect(called).not.toHaveBeenCalled();
    callOff();
    expect(vi.getTimerCount()).toBe(0);
  });
});

/** A clock as somebody else may write it. */
const { now, elapsed, after } = systemClock;

describe.each<[string, Clock]>([
  ['the machine’s clock', systemClock],
  ['a clock without alarms', { now, elapsed, after }],
])('an alarm on %s', (_, clock) => {
  function alarmed() {
    vi.useFakeTimers({ now: 0 });
    const rung: number[] = [];
    return { rung, alarm: alarmOn(clock, () => rung.push(Date.now())) };
  }

  test.each([[[20, 20, 20]], [[20, 30, 20]]])('rings after each wait: %j', (waits) => {
    const { rung, alarm } = alarmed();
    for (const wait of waits) {
      alarm.set(wait);
      vi.advanceTimersByTime(wait);
    }
    expect(rung).toEqual([waits[0], waits[0]! + waits[1]!, waits[0]! + waits[1]! + waits[2]!]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([20, 30])('rings once, at its last time, when it is set anew to %d ms', (wait) => {
    const { rung, alarm } = alarmed();
    alarm.set(20);
    vi.advanceTimersByTime(10);
    alarm.set(wait);
    vi.advanceTimersByTime(100);
    expect(rung).toEqual([10 + wait]);
  });

  test('does not ring when it is off, and can be set again', () => {
    const { rung, alarm } = alarmed();
    alarm.off();
    alarm.set(20);
    alarm.off();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(100);
    alarm.set(20);
    vi.advanceTimersByTime(100);
    expect(rung).toEqual([120]);
  });
});

test('an alarm that was called off can be set to the same wait again', async () => {
  // On Node's own timers: unlike the pretended ones, they cannot be refreshed once they are cleared.
  await new Promise<void>((rung) => {
    const alarm = alarmOn(systemClock, rung);
    alarm.set(1);
    alarm.off();
    alarm.set(1);
  });
});
