/** Conditions made of conditions. */

import type { When } from '../stub.ts';
import { type Asking, type Condition, type ConditionRows, conjunction, dependsOn, type Inner } from './condition.ts';
import { type Finding, shorten } from './finding.ts';

export const LOGIC_CONDITIONS: ConditionRows<'all' | 'any' | 'not'> = {
  all: {
    describe: 'Every one of these holds.',
    example: [{ text: 'hello' }, { not: { tool: true } }],
    perCall: false,
    compile(whens, inner) {
      const parts = compiled('all', whens, inner);
      return conjunction(parts.flatMap((part, n) => (part.parts ?? [part]).map((one) => prefixed(`all[${n}]`, one))));
    },
  },
  any: {
    describe: 'At least one of these holds.',
    example: [{ text: 'hello' }, { text: 'good morning' }],
    perCall: false,
    compile(whens, inner) {
      const parts = compiled('any', whens, inner);
      return {
        matches: (asking) => parts.some(({ matches }) => matches(asking)),
        explain: (asking) => [anyOf(parts.map(({ explain }) => explain(asking)))],
        ...dependsOn(parts),
      };
    },
  },
  not: {
    describe: 'This does not hold.',
    example: { text: 'goodbye' },
    perCall: false,
    compile(when, inner) {
      const part = inner(when, ['not']);
      return {
        matches: (asking: Asking) => !part.matches(asking),
        explain(asking) {
          const findings = part.explain(asking);
          const missed = findings.find(({ holds }) => !holds);
          const actual = missed ? was(missed) : 'it holds';
          return [
            { condition: 'not', holds: missed !== undefined, expected: shorten(`not ${wish(findings)}`), actual },
          ];
        },
        ...dependsOn([part]),
      };
    },
  },
};

function compiled(name: string, whens: readonly When[], inner: Inner): Condition[] {
  return whens.map((when, n) => inner(when, [name, n]));
}

function prefixed(prefix: string, part: Condition): Condition {
  const { parts: _, ...condition } = part;
  const explain = (asking: Asking) =>
    part.explain(asking).map((finding) => ({ ...finding, condition: `${prefix}.${finding.condition}` }));
  return { ...condition, explain };
}

function anyOf(parts: readonly Finding[][]): Finding {
  const fitting = parts.find((findings) => findings.every(({ holds }) => holds));
  const misses = parts.map((findings) => findings.find(({ holds }) => !holds)).filter((miss) => miss !== undefined);
  return {
    condition: 'any',
    holds: fitting !== undefined,
    expected: shorten(parts.map(wish).join(' or ') || 'one of none'),
    actual: fitting ? shorten(wish(fitting)) : shorten(misses.map(was).join('; ') || 'none'),
  };
}

/** What a whole `when` wants, e.g. `(text.contains "a" and turn 2)`. */
function wish(findings: readonly Finding[]): string {
  const wishes = findings.map(({ condition, expected }) => `${condition} ${expected}`);
  return `(${wishes.join(' and ') || 'anything'})`;
}

function was({ condition, actual }: Finding): string {
  return `${condition} is ${actual}`;
}
