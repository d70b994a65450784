/** Time: the only place that reads the machine's clock or sets a timer. */

/** What tells the time and waits. Milliseconds everywhere. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** A monotonic reading in milliseconds, for durations. */
  elapsed(): number;
  /** Calls back once after `ms`. Returns what calls it off; calling that later does nothing. */
  after(ms: number, callback: () => void): () => void;
}

/** The longest wait that Node knows, 24 days: a longer one would end at once. */
const LONGEST = 2 ** 31 - 1;

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, callback) {
    // Node keeps one list per whole number of milliseconds and cuts fractions off: rounding keeps equal waits in one list, in order.
    const timer = setTimeout(callback, Math.min(Math.round(ms), LONGEST));
    return () => clearTimeout(timer);
  },
};
