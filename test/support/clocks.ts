/** Clocks for tests: time passes only when somebody waits for it. */
import type { Clock } from '../../src/clock.ts';

export interface TestClock extends Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[];
}

/** A clock on which every wait is over in the next turn, and moves the time by what was waited. */
export function leapingClock(): TestClock {
  let time = 1_800_000_000_000;
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    elapsed: () => time,
    after(ms, callback) {
      waits.push(ms);
      const turn = setImmediate(() => {
        time += ms;
        callback();
      });
      return () => clearImmediate(turn);
    },
  };
}

/** A clock that stands still: no wait ever ends. `asleep` resolves when somebody begins to wait; `pending` tells how many still do. */
export function frozenClock(): TestClock & { asleep: Promise<void>; pending(): number } {
  const waits: number[] = [];
  const sleepers = new Set<() => void>();
  let fallAsleep: () => void;
  const asleep = new Promise<void>((resolve) => {
    fallAsleep = resolve;
  });
  return {
    waits,
    asleep,
    pending: () => sleepers.size,
    now: () => 0,
    elapsed: () => 0,
    after(ms, callback) {
      waits.push(ms);
      sleepers.add(callback);
      fallAsleep();
      return () => sleepers.delete(callback);
    },
  };
}
