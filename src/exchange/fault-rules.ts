/** The fault rules of one session, with their counts. */
import type { ParsedFault } from '../faults/fault.ts';
import { MOST_FAULTS } from '../faults/parse-faults.ts';
import { createRandom } from '../random.ts';
import type { Asking } from '../stubs/conditions/condition.ts';
import { factsOf } from '../stubs/conditions/subject-facts.ts';
import type { StubProblem } from '../stubs/stub-error.ts';
import type { Subject } from '../stubs/subject.ts';
import { checkFaultRules, type PlacedRule } from './check-fault-rules.ts';
import { type FaultRuleView, type ReadyRule, readyRule } from './fault-rule.ts';
import { FaultSchedule } from './fault-schedule.ts';
import { Load } from './load.ts';

/** Rules that cannot be used. `problems` holds every one of them; the message is the first and how many more there are. */
export class FaultRuleError extends Error {
  override name = 'FaultRuleError';
  readonly problems: readonly StubProblem[];
  constructor(problems: readonly StubProblem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(`${first!.path.join('.') || 'rule'}: ${first!.message}${more}`);
    this.problems = problems;
  }
}

export class FaultRules {
  /** What every request got, whoever asked for it. */
  readonly schedule = new FaultSchedule();
  /** Of the requests that get any. It outlives a reset: what is under way still is. */
  readonly load = new Load();
  /** In the order of adding. */
  #rules: readonly ReadyRule[] = [];
  /** Ids given by the mock so far. */
  #given = 0;

  get size(): number {
    return this.#rules.length;
  }

  /**
   * Adds all or none.
   *
   * @param given a rule, a list of them, or `{ rules: [...] }`; a text in place of a rule is its faults
   * @throws FaultRuleError with every problem, paths from the root of `given`
   */
  add(given: unknown, origin: 'code' | 'api'): FaultRuleView[] {
    const { rules, problems } = checkFaultRules(given);
    const before = this.#given;
    const added = this.#ready(rules, origin, problems);
    if (problems.length > 0) {
      this.#given = before;
      throw new FaultRuleError(problems);
    }
    this.#rules = [...this.#rules, ...added];
    return added.map(viewOf);
  }

  /** @returns whether there was one */
  remove(id: string): boolean {
    const before = this.size;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.size < before;
  }

  /** Takes all away; ids begin anew. */
  clear(): void {
    this.#rules = [];
    this.#given = 0;
  }

  /** Forgets the schedule as well. */
  reset(): void {
    this.clear();
    this.schedule.reset();
  }

  /** In the order in which they act. */
  list(): FaultRuleView[] {
    return this.#rules.map(viewOf);
  }

  /**
   * The faults of all rules that want to act on a request, in order; undefined when none does.
   *
   * @param free whether they may: otherwise they only count it, because somebody goes before them
   */
  choose(subject: Subject, unique: string, free: boolean): readonly ParsedFault[] | undefined {
    let chosen: readonly ParsedFault[] | undefined;
    const asking: Asking = { subject, facts: factsOf(subject), call: { unique } };
    for (const rule of this.#rules) {
      if (!wants(rule, asking, unique) || !free) continue;
      rule.acted++;
      // Mostly there is one, whose list is handed on as it is.
      chosen = chosen ? [...chosen, ...rule.parsed].slice(0, MOST_FAULTS) : rule.parsed;
    }
    return chosen;
  }

  #ready(rules: readonly PlacedRule[], origin: string, problems: StubProblem[]): ReadyRule[] {
    const taken = new Set(this.#rules.map(({ id }) => id));
    for (const { definition, path } of rules) {
      const { id } = definition;
      if (id === undefined) continue;
      if (taken.has(id)) problems.push({ path: [...path, 'id'], message: twin(id), severity: 'error' });
      taken.add(id);
    }
    return rules
      .map(({ definition, path }) => {
        const id = definition.id ?? this.#nextId(taken);
        return readyRule(definition, { id, origin, path }, problems);
      })
      .filter((rule) => rule !== undefined);
  }

  #nextId(taken: ReadonlySet<string>): string {
    let id: string;
    do id = `rule-${++this.#given}`;
    while (taken.has(id));
    return id;
  }
}

/** Does a rule want to act? Counts the request where its conditions hold. */
function wants(rule: ReadyRule, asking: Asking, unique: string): boolean {
  const { id, when, definition, acted } = rule;
  const { next, every, probability, times } = definition;
  // What is spent costs nothing any more.
  if ((times !== undefined && acted >= times) || (next !== undefined && rule.fitted >= next)) return false;
  asking.call.id = id;
  if (!when.pure(asking) || !when.perCall(asking)) return false;
  rule.fitted++;
  asking.call.nth = rule.fitted;
  if (when.counted && !when.counted(asking)) return false;
  if (every !== undefined && rule.fitted % every !== 0) return false;
  return probability === undefined || createRandom(`${unique} ${id} fault rule`).float() < probability;
}

function twin(id: string): string {
  return `another rule has the id ${JSON.stringify(id)} already. Give this one an id of its own, or none.`;
}

function viewOf({ id, origin, definition, fitted, acted }: ReadyRule): FaultRuleView {
  return { id, origin, definition, fitted, acted };
}
