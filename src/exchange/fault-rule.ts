/** A rule of faults: which requests get which, as its author writes it and ready for use. */
import { type ParsedFault, parseFaultList } from '../faults/parse-fault-list.ts';
import { type CompiledWhen, ConditionError, compileWhen } from '../stubs/conditions/when.ts';
import type { When } from '../stubs/stub.ts';
import type { StubProblem } from '../stubs/stub-error.ts';

/** Which requests get which faults. Every key that is given must hold; a text alone is faults for all requests. */
export interface FaultRule {
  /** Given by the mock when absent. */
  id?: string;
  /** In the syntax of the header `x-mock-fault`; several act one after the other. */
  faults: string | readonly string[];
  /** The conditions of stubs. */
  when?: When;
  /** Only the first so many that fit. */
  next?: number;
  /** Only every so many that fit: of 5 the fifth, the tenth... */
  every?: number;
  /** Share of those that fit, 0 to 1, drawn from the seed. */
  probability?: number;
  /** How often it acts at most. */
  times?: number;
}

/** A rule as the control API and the library show it. */
export interface FaultRuleView {
  id: string;
  /** `code` or `api`. */
  origin: string;
  definition: FaultRule;
  /** Requests that `when` fitted, counts and chance aside. */
  fitted: number;
  /** Requests that got its faults. */
  acted: number;
}

/** A rule taken in, with its counts. */
export interface ReadyRule extends FaultRuleView {
  when: CompiledWhen;
  parsed: readonly ParsedFault[];
}

/**
 * @param problems takes what is wrong with it, below `path`
 * @returns undefined when it cannot be used
 */
export function readyRule(
  definition: FaultRule,
  { id, origin, path }: { id: string; origin: string; path: StubProblem['path'] },
  problems: StubProblem[],
): ReadyRule | undefined {
  const list = parseFaultList(definition.faults);
  if ('problem' in list) {
    const at = typeof definition.faults === 'string' ? [] : [list.index];
    problems.push({ path: [...path, 'faults', ...at], message: `${list.problem}.`, severity: 'error' });
    return undefined;
  }
  try {
    const when = compileWhen(definition.when ?? {});
    return { id, origin, definition, when, parsed: list.faults, fitted: 0, acted: 0 };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    problems.push({ path: [...path, 'when', ...error.path], message: error.message, severity: 'error' });
    return undefined;
  }
}
