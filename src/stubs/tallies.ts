/** What a session remembers of its stubs: how often each answered and was nearly asked, and the states of scenarios. */

export interface Tally {
  /** Requests it answered. */
  answered: number;
  /** Calls that all but its `nth` fitted. */
  fitted: number;
}

/** The state in which every scenario begins. */
const STARTED = 'Started';

/** By ids and names, so that they outlive the stubs themselves when files are read again. */
export class Tallies {
  readonly #tallies = new Map<string, Tally>();
  readonly #states = new Map<string, string>();

  of(id: string): Tally {
    let tally = this.#tallies.get(id);
    if (!tally) {
      tally = { answered: 0, fitted: 0 };
      this.#tallies.set(id, tally);
    }
    return tally;
  }

  state(scenario: string): string {
    return this.#states.get(scenario) ?? STARTED;
  }

  setState(scenario: string, state: string): void {
    this.#states.set(scenario, state);
  }

  /** Every scenario that was set, and those named. */
  states(named: Iterable<string>): Record<string, string> {
    const names = [...new Set([...named, ...this.#states.keys()])].sort();
    // fromEntries defines properties, so that a scenario `__proto__` is one as well.
    return Object.fromEntries(names.map((name) => [name, this.state(name)]));
  }

  forget(id: string): void {
    this.#tallies.delete(id);
  }

  clear(): void {
    this.#tallies.clear();
    this.#states.clear();
  }
}
