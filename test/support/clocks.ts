/** Clocks for tests: time passes only when somebody waits for it. */
import type { Clock } from '../../src/clock.ts';

export interface TestClock extends Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[];
}

/** A clock on which every wait is over at once, and moves the time by what was waited. */
export function leapingClock(): TestClock {
  let time = 1_800_000_000_000;
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    elapsed: () => time,
    sleep(ms) {
      waits.push(ms);
      time += ms;
      return Promise.resolve();
    },
  };
}

/** A clock that stands still: a wait ends only by its signal. `asleep` resolves when somebody begins to wait. */
export function frozenClock(): TestClock & { asleep: Promise<void> } {
  const waits: number[] = [];
  let fallAsleep: () => void;
  const asleep = new Promise<void>((resolve) => {
    fallAsleep = resolve;
  });
  return {
    waits,
    asleep,
    now: () => 0,
    elapsed: () => 0,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        waits.push(ms);
        if (signal?.aborted) resolve();
        signal?.addEventListener('abort', () => resolve(), { once: true });
        fallAsleep();
      }),
  };
}
