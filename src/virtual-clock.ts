/** A clock that can be stopped and moved by hand. Until somebody does, it is the clock underneath. */
import { type Alarm, alarmOn, type Clock } from './clock.ts';
import { fire, insert, Ring, type Timer, takeOut } from './timers.ts';

/** The end of the year 9999, in milliseconds since the epoch: later dates are written with six digits, and at 8.64e15 there are no more. */
const FARTHEST = 253_402_300_799_999;

/**
 * Time over another clock. Thousands of paced streams wait on it at once: a wait costs a link in a ring beside the wait underneath.
 *
 * Timers measure durations: setting the date with `freeze(at)` makes none of them due, and never turns `elapsed()` back.
 *
 * @example
 * const clock = new VirtualClock(systemClock);
 * clock.freeze(Date.UTC(2026, 0, 1));
 * clock.after(1000, () => console.log(clock.now())); // waits
 * clock.advance(5000); // shows 1767225601000, when it was due; now() is 1767225605000 afterwards
 */
export class VirtualClock implements Clock {
  readonly #base: Clock;
  readonly #timers = new Ring();
  #frozen = false;
  /** How many calls of `advance` are under way: a callback may advance further. */
  #advancing = 0;
  /** While frozen or advancing, both readings stand still and no timer waits underneath. */
  #still = false;
  /** Not always whole: timers are due at fractions of a millisecond. */
  #stillNow = 0;
  #stillElapsed = 0;
  /** What is added to the readings underneath while time runs. */
  #nowOffset = 0;
  #elapsedOffset = 0;
  /** What `elapsed` read when it was last moved by hand. */
  #movedTo = Number.NEGATIVE_INFINITY;
  /** The timers in the order of their time, latest first, while `advance` takes them from the end. */
  #queue: Timer[] | undefined;

  constructor(base: Clock) {
    this.#base = base;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  now(): number {
    return this.#still ? Math.round(this.#stillNow) : this.#base.now() + this.#nowOffset;
  }

  elapsed(): number {
    return this.#still ? this.#stillElapsed : this.#base.elapsed() + this.#elapsedOffset;
  }

  /** Was it moved by hand since it read this? Then who has another clock has not seen that time pass. */
  movedSince(elapsed: number): boolean {
    return this.#movedTo > elapsed;
  }

  after(ms: number, callback: () => void): () => void {
    const alarm = this.alarm(callback);
    alarm.set(ms);
    return () => alarm.off();
  }

  alarm(callback: () => void): Alarm {
    const below = alarmOn(this.#base, () => fire(timer));
    const timer: Timer = { due: 0, callback, below, before: undefined, behind: undefined };
    return { set: (ms) => this.#set(timer, ms > 0 ? ms : 0), off: () => this.#callOff(timer) };
  }

  /**
   * Stops time. Timers wait.
   *
   * @param at the date to show, in milliseconds since the epoch; without it, the present one
   * @throws RangeError for a number that is no date
   */
  freeze(at?: number): void {
    if (at !== undefined && !(Math.abs(at) <= FARTHEST))
      throw new RangeError(`${at} is no date before the year 10000.`);
    this.#frozen = true;
    this.#stand();
    if (at !== undefined) this.#stillNow = at;
  }

  /**
   * Moves time on, frozen or not. What falls due is called back in the order of its time and sees that time; what it sets is called back
   * as well, if it falls due by then.
   *
   * @throws RangeError unless `ms` is at least 0 and leads to a date before the year 10000
   * @throws whatever the first callback threw that did, after all of them
   */
  advance(ms: number): void {
    if (!(ms >= 0 && this.now() + ms <= FARTHEST)) throw new RangeError(`Time cannot be advanced by ${ms}.`);
    const began = this.#still ? undefined : { now: this.#base.now(), elapsed: this.#base.elapsed() };
    this.#stand();
    this.#advancing++;
    const outer = this.#queue;
    this.#queue ??= this.#timers.inOrder().reverse();
    const thrown = this.#step(ms, this.#queue);
    this.#queue = outer;
    this.#advancing--;
    if (ms > 0) this.#movedTo = this.#stillElapsed;
    if (began && !this.#frozen) {
      // The callbacks took time underneath, which a running clock must not lose.
      this.#stillNow += this.#base.now() - began.now;
      this.#stillElapsed += this.#base.elapsed() - began.elapsed;
    }
    if (!this.#frozen) this.#run();
    if (thrown) throw thrown.error;
  }

  /** Lets time run on from where it stands. */
  resume(): void {
    this.#frozen = false;
    this.#run();
  }

  /** Back to the time underneath: running, with its date. What waits goes on waiting for what is left of its time. */
  reset(): void {
    this.resume();
    this.#nowOffset = 0;
  }

  #set(timer: Timer, wait: number): void {
    if (timer.behind) this.#callOff(timer);
    timer.due = this.elapsed() + wait;
    this.#timers.add(timer);
    if (!this.#still) timer.below.set(wait);
    else if (this.#queue) insert(this.#queue, timer);
  }

  #callOff(timer: Timer): void {
    if (!takeOut(timer)) return;
    timer.below.off();
    if (this.#queue) this.#queue.splice(this.#queue.indexOf(timer), 1);
  }

  #stand(): void {
    if (this.#still) return;
    this.#stillNow = this.now();
    this.#stillElapsed = this.elapsed();
    this.#still = true;
    for (const timer of this.#timers.inOrder()) timer.below.off();
  }

  #run(): void {
    if (!this.#still || this.#advancing > 0) return;
    this.#still = false;
    this.#nowOffset = Math.round(this.#stillNow) - this.#base.now();
    this.#elapsedOffset = this.#stillElapsed - this.#base.elapsed();
    // Timers underneath that are due at the same time fire in the order in which they are set.
    for (const timer of this.#timers.inOrder()) timer.below.set(Math.max(0, timer.due - this.#stillElapsed));
  }

  /** Moves time by `ms`, from due timer to due timer. Gives back the first error that a callback threw. */
  #step(ms: number, queue: Timer[]): { error: unknown } | undefined {
    // Sums of fractions would land a rounding step beside what is due, so time is set to where it leads, not moved there.
    let target = this.#stillElapsed + ms;
    let thrown: { error: unknown } | undefined;
    for (let next = queue.at(-1); next; next = queue.at(-1)) {
      if (next.due > target) break;
      queue.pop();
      this.#moveTo(Math.max(next.due, this.#stillElapsed));
      const before = this.#stillElapsed;
      try {
        fire(next);
      } catch (error) {
        thrown ??= { error };
      }
      // What the callback advanced by itself comes on top.
      target += this.#stillElapsed - before;
    }
    this.#moveTo(target);
    return thrown;
  }

  #moveTo(elapsed: number): void {
    this.#stillNow += elapsed - this.#stillElapsed;
    this.#stillElapsed = elapsed;
  }
}
