/** The stubs of one session: those of the files that all sessions share, its own, their counts and the states of scenarios. */
import type { Asking } from './conditions/condition.ts';
import { factsOf } from './conditions/subject-facts.ts';
import { heldIn, type KeptWithBody } from './held.ts';
import { nearMisses } from './near-misses.ts';
import { OwnStubs } from './own-stubs.ts';
import type { ReadyStub } from './ready-stub.ts';
import type { StubReply } from './replies/reply.ts';
import type { StubDefinition } from './stub.ts';
import type { StubSet } from './stub-set.ts';
import type { NearMiss, StubView } from './stub-view.ts';
import type { Subject } from './subject.ts';
import { Tallies } from './tallies.ts';

/** The stub that answers a request, and what it answers. */
export interface Choice {
  id: string;
  name: string;
  reply: StubReply;
}

/** What a call has beside its request: a text of its own, and what is kept with its body. */
export interface ChooseCall {
  unique: string;
  kept?: KeptWithBody;
}

export class Stubs {
  readonly #shared: () => StubSet;
  readonly #own = new OwnStubs();
  readonly #tallies = new Tallies();

  constructor(shared: () => StubSet) {
    this.#shared = shared;
  }

  /** Own and shared ones. */
  get size(): number {
    return this.#own.size + this.#shared().size;
  }

  /**
   * Adds all or none. They are asked before those that are there already, the last of them first.
   *
   * @throws StubError with every problem, paths from the root of `given`
   */
  add(given: readonly StubDefinition[], origin: 'code' | 'api'): StubView[] {
    const added = this.#own.add(given, origin, this.#shared());
    return added.map((stub) => this.#view(stub));
  }

  /** Own stubs only. @returns whether there was one */
  remove(id: string): boolean {
    const removed = this.#own.remove(id);
    if (removed) this.#tallies.forget(id);
    return removed;
  }

  /** Takes away own stubs, forgets counts and states; ids begin anew. */
  clear(): void {
    this.#own.clear();
    this.reset();
  }

  /** Forgets counts and states. */
  reset(): void {
    this.#tallies.clear();
  }

  /** In the order in which they are asked. */
  list(): StubView[] {
    return [...this.#inOrder()].map((stub) => this.#view(stub));
  }

  /** Those that have answered nothing. */
  unused(): StubView[] {
    return this.list().filter(({ matched }) => matched === 0);
  }

  /** The first stub that matches, counted, its state set. */
  choose(subject: Subject, { unique, kept }: ChooseCall): Choice | undefined {
    const own = this.#own.set;
    const shared = this.#shared();
    if (own.size + shared.size === 0) return undefined;
    const asking: Asking = { subject, facts: factsOf(subject), call: { unique } };
    const stubs = heldIn(own, shared, asking, kept);
    const counts = own.counts || shared.counts;
    let chosen: { stub: ReadyStub; reply: StubReply } | undefined;
    for (let stub = stubs.next(); stub; stub = stubs.next()) {
      // Those behind the chosen one are asked as well where they count what they might have answered.
      if (chosen && !stub.when.counted) continue;
      const reply = this.#reply(stub, asking);
      if (reply && !chosen) chosen = { stub, reply };
      if (chosen && !counts) break;
    }
    if (!chosen) return undefined;
    const { stub, reply } = chosen;
    this.#tallies.of(stub.id).answered++;
    const { setState } = stub.definition;
    if (setState !== undefined) this.#tallies.setState(stub.scenario, setState);
    return { id: stub.id, name: stub.name, reply };
  }

  /** The stubs nearest to a request that none of them matched. Counts nothing. */
  nearest(subject: Subject, most: number): NearMiss[] {
    return nearMisses(this.#inOrder(), subject, this.#tallies, most);
  }

  /** By scenario: those that stubs speak of, and those that were set. */
  states(): Record<string, string> {
    const named = [...this.#inOrder()].filter(
      ({ definition: { whenState, setState } }) => whenState !== undefined || setState !== undefined,
    );
    return this.#tallies.states(named.map(({ scenario }) => scenario));
  }

  setState(scenario: string, state: string): void {
    this.#tallies.setState(scenario, state);
  }

  /** What the stub answers, where all that its pure conditions leave open holds too. */
  #reply(stub: ReadyStub, asking: Asking): StubReply | undefined {
    const { when, definition, most, scenario, respond } = stub;
    const tally = this.#tallies.of(stub.id);
    if (tally.answered >= most) return undefined;
    if (definition.whenState !== undefined && this.#tallies.state(scenario) !== definition.whenState) return undefined;
    asking.call.id = stub.id;
    if (!when.perCall(asking)) return undefined;
    if (when.counted) {
      tally.fitted++;
      asking.call.nth = tally.fitted;
      if (!when.counted(asking)) return undefined;
    }
    return respond.pick(tally.answered + 1, asking.facts.turn);
  }

  #inOrder(): Iterable<ReadyStub> {
    const stubs = [...this.#own.set.stubs, ...this.#shared().stubs];
    return stubs.sort((a, b) => b.priority - a.priority);
  }

  #view({ id, name, origin, definition, most }: ReadyStub): StubView {
    const { answered } = this.#tallies.of(id);
    const left = most === Number.POSITIVE_INFINITY ? null : Math.max(0, most - answered);
    return { id, name, origin, definition, matched: answered, left };
  }
}
