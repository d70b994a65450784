/** One isolated world: its stubs, fault rules, journal, clock, options and counts. The default one, or one behind `/t/<id>/...`. */
import type { Library } from '../cassettes/library.ts';
import { PlayCounts } from '../cassettes/match/play-counts.ts';
import type { Clock } from '../clock.ts';
import { OPTION_NAMES, type Options, optionRow } from '../config.ts';
import { Bodies } from '../exchange/body.ts';
import type { Context } from '../exchange/context.ts';
import { contextOf } from '../exchange/context-of.ts';
import { Counters } from '../exchange/counters.ts';
import type { Exchange, Outcome } from '../exchange/exchange.ts';
import type { FaultRule, FaultRuleView } from '../exchange/fault-rule.ts';
import { FaultRules } from '../exchange/fault-rules.ts';
import { LIMIT_OPTIONS, type Limits, limitsOf } from '../exchange/limits.ts';
import { NEAREST } from '../exchange/no-stub.ts';
import type { JournalFilter } from '../journal/filter.ts';
import { Journal } from '../journal/journal.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { type Budget, type Totals, totals, verifyBudget } from '../journal/totals.ts';
import { judge, verifyResilient } from '../journal/verdicts/judge.ts';
import type { Verdict } from '../journal/verdicts/verdict.ts';
import { type Expectation, proven, type Verification, verify } from '../journal/verify.ts';
import { verifyOrder } from '../journal/verify-order.ts';
import { type ToolCallExpectation, verifyToolCalls } from '../journal/verify-tool-calls.ts';
import { verifyNoUnmatched } from '../journal/verify-unmatched.ts';
import { OptionError, resolveOptions } from '../resolve-options.ts';
import type { StubDefinition, When } from '../stubs/stub.ts';
import type { StubSet } from '../stubs/stub-set.ts';
import type { StubView } from '../stubs/stub-view.ts';
import { Stubs } from '../stubs/stubs.ts';
import { VirtualClock } from '../virtual-clock.ts';

/** What a session is given of the house. */
export interface SessionParts {
  id: string;
  options: Options;
  /** The time underneath the session's own clock. */
  clock: Clock;
  /** The stubs of the files, as they are now. */
  fileStubs: () => StubSet;
  /** Shared by sessions that have not changed their options: what is thought through once holds for all of them. */
  bodies: Bodies;
  library: Library;
  /** Is this a run of continuous integration? */
  ci: boolean;
  onBug(error: unknown): void;
}

export class Session {
  readonly id: string;
  readonly stubs: Stubs;
  readonly faults = new FaultRules();
  readonly journal: Journal;
  readonly clock: VirtualClock;
  readonly #parts: SessionParts;
  readonly #counters = new Counters();
  readonly #plays = new PlayCounts();
  #context: Context;

  constructor(parts: SessionParts) {
    const { id, options, clock, fileStubs } = parts;
    this.id = id;
    this.#parts = parts;
    this.stubs = new Stubs(fileStubs);
    this.clock = new VirtualClock(clock);
    this.journal = new Journal({
      session: id,
      most: options.journal,
      mostBytes: options.journalBytes,
      now: () => this.clock.now(),
      nearest: (subject) => this.stubs.nearest(subject, NEAREST),
    });
    this.#context = this.#contextOf(options, parts.bodies, limitsOf(options, this.clock));
  }

  /** What the corridor is given for a request of this session. */
  get context(): Context {
    return this.#context;
  }

  get options(): Options {
    return this.#context.options;
  }

  /** Remembers an exchange when its reply has left. */
  note(exchange: Exchange, outcome: Outcome): void {
    exchange.pass?.leave();
    const moved = this.clock.movedSince(exchange.received.started);
    this.journal.note(exchange, moved ? { ...outcome, moved } : outcome);
  }

  /**
   * Changes options for this session alone, from the next request on. One that sets a limit begins all limits anew: rates are full,
   * credits are what the option says.
   *
   * @throws OptionError for an unknown option, a bad value, or one that is fixed once the mock runs
   */
  setOptions(changes: Readonly<Record<string, unknown>>): Options {
    for (const name of OPTION_NAMES) {
      if (changes[name] !== undefined && optionRow(name).fixed)
        throw new OptionError(`option ${name}: it is fixed once the mock runs. Set it at the start.`);
    }
    const options = resolveOptions({ ...this.options, ...changes });
    const anew = LIMIT_OPTIONS.some((name) => changes[name] !== undefined);
    const limits = anew ? limitsOf(options, this.clock) : this.#context.limits;
    // What follows from a body also follows from the options, so it is thought through anew.
    this.#context = this.#contextOf(options, new Bodies(OWN_BODIES), limits);
    return options;
  }

  /**
   * As if it had just begun: its own stubs and fault rules, counts, scenario states, journal, limits, ids, options and clock are
   * forgotten, and recorded sequences begin again.
   */
  reset(): void {
    this.stubs.clear();
    this.faults.reset();
    this.journal.reset();
    this.#counters.reset();
    this.#plays.reset();
    this.clock.reset();
    const { options, bodies } = this.#parts;
    this.#context = this.#contextOf(options, bodies, limitsOf(options, this.clock));
  }

  /**
   * Adds stubs; the most recent is asked first.
   *
   * @throws StubError that names every problem; then none was added
   * @example session.stub({ when: { text: 'hello' }, respond: { text: 'Hi there' } })
   */
  stub(...given: StubDefinition[]): StubView[] {
    return this.stubs.add(given, 'code');
  }

  /**
   * Lets faults happen to requests, from the next one on. All rules that fit act, in the order of adding; headers and stubs that speak of
   * faults go before them.
   *
   * @throws FaultRuleError that names every problem; then none was added
   * @example session.fault('error(type=overloaded)') // every request
   * @example session.fault({ faults: 'reset(after=3 events)', when: { turn: 2, stream: true }, next: 3 })
   */
  fault(...given: (FaultRule | string)[]): FaultRuleView[] {
    return this.faults.add(given, 'code');
  }

  /** Takes all fault rules away. */
  clearFaults(): void {
    this.faults.clear();
  }

  /** The exchanges remembered, oldest first. */
  requests(filter?: JournalFilter): JournalEntry[] {
    return this.journal.list(filter);
  }

  /** @throws VerificationError unless as many requests as expected came; it shows the nearest ones */
  verify(expectation: Expectation): Verification {
    return proven(verify(this.journal, expectation));
  }

  /** @throws VerificationError unless requests came in this order; others may lie between */
  verifyOrder(whens: readonly When[]): Verification {
    return proven(verifyOrder(this.journal, whens));
  }

  /** @throws VerificationError when a request was answered although no stub was for it */
  verifyNoUnmatched(): Verification {
    return proven(verifyNoUnmatched(this.journal));
  }

  /** @throws VerificationError unless the replies called these tools in this order; others may lie between */
  verifyToolCalls(calls: readonly ToolCallExpectation[]): Verification {
    return proven(verifyToolCalls(this.journal, calls));
  }

  /** @throws VerificationError when more was used than allowed */
  verifyBudget(budget: Budget): Verification {
    return proven(verifyBudget(this.journal, budget));
  }

  /** What the client did wrong, by what the journal holds: see docs/verdicts.md. */
  verdicts(): Verdict[] {
    return judge(this.journal);
  }

  /** @throws VerificationError with the report when there is a verdict of severity `fault` */
  expectResilient(): Verification {
    return proven(verifyResilient(this.journal));
  }

  /** Stubs that answered nothing yet. */
  unusedStubs(): StubView[] {
    return this.stubs.unused();
  }

  /** Requests, tokens and cost of everything since the session began. */
  totals(): Totals {
    return totals(this.journal);
  }

  #contextOf(options: Options, bodies: Bodies, limits: Limits | undefined): Context {
    const { clock, stubs, faults: faultRules } = this;
    const { onBug, library, ci } = this.#parts;
    const counts = { counters: this.#counters, plays: this.#plays };
    return contextOf({ options, clock, bodies, ...counts, stubs, faultRules, limits, library, ci, onBug });
  }
}

/** The session of requests that name none. */
export const DEFAULT_SESSION = 'default';

/** Bytes of bodies kept for a session that has options of its own: there may be many. */
const OWN_BODIES = 2 * 1024 * 1024;
