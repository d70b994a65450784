/** What a condition is: a row of the table, and what is made of it for one stub. */

import type { When } from '../stub.ts';
import type { Subject } from '../subject.ts';
import type { Finding } from './finding.ts';
import type { Facts } from './subject-facts.ts';

/** What a call has beside its request. What is absent is not known, and holds. */
export interface Call {
  /** A text that no other call has, and that the n-th call of its kind has in every run: chance is drawn from it. */
  unique?: string;
  /** Of the stub that asks. */
  id?: string;
  /** How many calls all else of the stub fitted, this one included. */
  nth?: number;
}

/** One request being held against one stub. */
export interface Asking {
  subject: Subject;
  facts: Facts;
  call: Call;
}

export interface Condition {
  matches(asking: Asking): boolean;
  explain(asking: Asking): Finding[];
  /**
   * Does the verdict depend on more than body and dialect? `counts`: on how often all else fitted.
   * Absent: a verdict holds for every call with the same body.
   */
  depends?: 'call' | 'counts';
  /** Of what it is made, where each must hold. */
  parts?: readonly Condition[];
}

/** Compiles a `when` inside another: `all`, `any` and `not` are made of whole ones. */
export type Inner = (when: When, path: readonly (string | number)[]) => Condition;

/** A row of the table of conditions. */
export interface ConditionRow<Value> {
  /** One sentence, for the documentation. */
  describe: string;
  example: Value;
  /** Does it depend on more than the request's body and dialect? */
  perCall: boolean;
  /** @throws Error with a sentence for the author when the value cannot be used */
  compile(value: Value, inner: Inner): Condition;
}

/** Rows for some keys of `When`, every one of them. */
export type ConditionRows<Keys extends keyof When> = { readonly [Key in Keys]-?: ConditionRow<NonNullable<When[Key]>> };

/** A condition that holds when all of its parts do. */
export function conjunction(parts: readonly Condition[]): Condition {
  return {
    matches: (asking) => parts.every(({ matches }) => matches(asking)),
    explain: (asking) => parts.flatMap(({ explain }) => explain(asking)),
    ...dependsOn(parts),
    parts,
  };
}

/** What something made of these depends on. */
export function dependsOn(parts: readonly Condition[]): Pick<Condition, 'depends'> {
  if (parts.some(({ depends }) => depends === 'counts')) return { depends: 'counts' };
  return parts.some(({ depends }) => depends) ? { depends: 'call' } : {};
}

/** A condition that is one finding. */
export function single(
  condition: string,
  expected: string,
  look: (asking: Asking) => boolean,
  actual: (asking: Asking) => string,
  depends?: Condition['depends'],
): Condition {
  return {
    matches: look,
    explain: (asking) => [{ condition, holds: look(asking), expected, actual: actual(asking) }],
    ...(depends ? { depends } : {}),
  };
}
