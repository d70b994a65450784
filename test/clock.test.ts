import { afterEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../src/clock.ts';

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
