/** A clock underneath the mock that moves only when a test says so: time that passes for the client as well. */
import type { Clock } from '../../../src/clock.ts';

export interface SteppedClock extends Clock {
  /** Lets so many milliseconds pass; what falls due is called back in the order of its time. */
  pass(ms: number): void;
}

export function steppedClock(): SteppedClock {
  let time = 1_800_000_000_000;
  const timers = new Set<{ due: number; callback: () => void }>();
  return {
    now: () => time,
    elapsed: () => time,
    after(ms, callback) {
      const timer = { due: time + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass(ms) {
      const target = time + ms;
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= target).sort((a, b) => a.due - b.due);
        if (!next) break;
        timers.delete(next);
        time = Math.max(time, next.due);
        next.callback();
      }
      time = target;
    },
  };
}
