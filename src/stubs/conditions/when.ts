/** A whole `when`, ready to be held against requests. */

import { didYouMean } from '../../did-you-mean.ts';
import type { When } from '../stub.ts';
import type { Subject } from '../subject.ts';
import { type Asking, type Call, type Condition, type ConditionRow, conjunction } from './condition.ts';
import { CONDITIONS } from './conditions.ts';
import type { Finding } from './finding.ts';
import { factsOf } from './subject-facts.ts';

export interface CompiledWhen {
  matches(subject: Subject, call?: Call): boolean;
  /** One finding or more for each condition, in the order in which they are written. */
  explain(subject: Subject, call?: Call): Finding[];
  /** What follows from the body and the dialect alone: its verdict may be kept with the body. */
  pure: Holds;
  /** What depends on the call. */
  perCall: Holds;
  /** What depends on how often all else fitted; absent when nothing does. */
  counted: Holds | undefined;
}

type Holds = (asking: Asking) => boolean;

/** A condition that cannot be used. `path` leads to it from the root of the `when`; the message is for its author. */
export class ConditionError extends Error {
  override name = 'ConditionError';
  readonly path: readonly (string | number)[];
  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

/**
 * @throws ConditionError for an unknown key, a broken regular expression, path or schema
 * @example compileWhen({ text: 'hello', turn: 1 }).matches(subject)
 */
export function compileWhen(when: When): CompiledWhen {
  const conditions = conditionsOf(when, []);
  // Only a part of an `all` may depend on the call.
  const leaves = conditions.flatMap(leavesOf);
  const counted = leaves.filter(({ depends }) => depends === 'counts');
  return {
    matches: (subject, call = {}) => allOf(conditions)({ subject, facts: factsOf(subject), call }),
    explain(subject, call = {}) {
      const asking = { subject, facts: factsOf(subject), call };
      return conditions.flatMap(({ explain }) => explain(asking));
    },
    pure: allOf(leaves.filter(({ depends }) => depends === undefined)),
    perCall: allOf(leaves.filter(({ depends }) => depends === 'call')),
    counted: counted.length === 0 ? undefined : allOf(counted),
  };
}

function leavesOf(condition: Condition): readonly Condition[] {
  return condition.parts?.flatMap(leavesOf) ?? [condition];
}

const ALWAYS: Holds = () => true;

function allOf(conditions: readonly Condition[]): Holds {
  if (conditions.length === 0) return ALWAYS;
  if (conditions.length === 1) return conditions[0]!.matches;
  return (asking) => conditions.every(({ matches }) => matches(asking));
}

const CONDITION_NAMES = Object.keys(CONDITIONS);

type Path = readonly (string | number)[];

function conditionsOf(when: When, path: Path): Condition[] {
  return Object.entries(when)
    .filter(([, value]) => value !== undefined)
    .flatMap(([key, value]) => conditionOf(key, value, [...path, key]));
}

function conditionOf(key: string, value: unknown, path: Path): Condition[] {
  if (!Object.hasOwn(CONDITIONS, key)) {
    const mend = didYouMean(key, CONDITION_NAMES) || ` Known: ${CONDITION_NAMES.join(', ')}.`;
    throw new ConditionError(path, `There is no condition "${key}".${mend}`);
  }
  const row = CONDITIONS[key as keyof When] as ConditionRow<unknown>;
  const inner = (when: When, below: Path) => conjunction(conditionsOf(when, [...path.slice(0, -1), ...below]));
  try {
    return [row.compile(value, inner)];
  } catch (error) {
    if (error instanceof ConditionError) throw error;
    throw new ConditionError(path, `${key}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
