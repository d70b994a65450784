/** Time: the only place that reads the machine's clock or sets a timer. */

/** What tells the time and waits. Milliseconds everywhere. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** A monotonic reading in milliseconds, for durations. */
  elapsed(): number;
  /** Calls back once after `ms`. Returns what calls it off; calling that later does nothing. */
  after(ms: number, callback: () => void): () => void;
  /** Waits as `after` does, for those who wait again and again. Optional: it only saves the garbage of each wait. */
  alarm?(callback: () => void): Alarm;
}

/** One wait, which can be set as often as it takes. */
export interface Alarm {
  /** Calls back once after `ms`, and no more for what was set before. */
  set(ms: number): void;
  /** Calls the wait off, if there is one. */
  off(): void;
}

/**
 * An alarm on any clock.
 *
 * @example
 * const alarm = alarmOn(clock, () => { console.log('tick'); alarm.set(20); });
 * alarm.set(20);
 */
export function alarmOn(clock: Clock, callback: () => void): Alarm {
  if (clock.alarm) return clock.alarm(callback);
  let callOff = (): void => undefined;
  return {
    set(ms) {
      callOff();
      callOff = clock.after(ms, callback);
    },
    off: () => callOff(),
  };
}

/** The longest wait that Node knows, 24 days: a longer one would end at once. */
const LONGEST = 2 ** 31 - 1;

/** Node keeps one list per whole number of milliseconds and cuts fractions off: rounding keeps equal waits in one list, in order. */
function whole(ms: number): number {
  return Math.min(Math.round(ms), LONGEST);
}

/** A timer of Node's, used again for equal waits: those between the tokens of a stream are. */
class SystemAlarm implements Alarm {
  readonly #callback: () => void;
  #timer: NodeJS.Timeout | undefined;
  #ms = 0;

  constructor(callback: () => void) {
    this.#callback = callback;
  }

  set(ms: number): void {
    if (this.#timer && whole(ms) === this.#ms) {
      this.#timer.refresh();
      return;
    }
    clearTimeout(this.#timer);
    this.#ms = whole(ms);
    this.#timer = setTimeout(this.#callback, this.#ms);
  }

  off(): void {
    clearTimeout(this.#timer);
    // A timer that was cleared cannot be refreshed.
    this.#timer = undefined;
  }
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, whole(ms));
    return () => clearTimeout(timer);
  },
  alarm: (callback) => new SystemAlarm(callback),
};
