/** Conditions on the body as a whole: what paths find in it, and whether it keeps a schema. */
import { jsonKey } from '../../contract/equal-values.ts';
import { compileUserSchemaNow } from '../../contract/user-schema.ts';
import type { Violation } from '../../errors.ts';
import type { TextMatch } from '../stub.ts';
import { type Condition, type ConditionRows, conjunction, single } from './condition.ts';
import { quoteValue, shorten } from './finding.ts';
import { compilePath } from './json-path.ts';
import { Said } from './said.ts';
import { compileText } from './text-match.ts';
import { TIME_BOUND } from './time-bound.ts';

export const BODY_CONDITIONS: ConditionRows<'jsonPath' | 'schema'> = {
  jsonPath: {
    describe:
      'RFC 9535 paths into the body, each with the value that must be found or a text match for it; `true`: anything is found.',
    example: { '$.tools[0].name': 'get_weather' },
    perCall: false,
    compile(match) {
      return conjunction(Object.entries(match).map(([path, expected]) => onPath(path, expected)));
    },
  },
  schema: {
    describe: 'A JSON Schema (2020-12) that the body keeps.',
    example: { required: ['temperature'] },
    perCall: false,
    compile(schema) {
      const compiled = compileUserSchemaNow(schema);
      if (!compiled.ok) throw new Error(compiled.reason);
      return single(
        'schema',
        'a body that keeps the schema',
        ({ subject }) => compiled.violations(subject.body).length === 0,
        ({ subject }) => inWords(compiled.violations(subject.body)),
      );
    },
  },
};

function inWords(violations: readonly Violation[]): string {
  if (violations.length === 0) return 'it does';
  return shorten(violations.map(({ path, words }) => `${path.join('.') || 'body'}: ${words}`).join('; '));
}

function onPath(path: string, expected: unknown): Condition {
  const find = compilePath(path);
  const { fits, wanted } = expectation(expected);
  return single(
    `jsonPath.${path}`,
    wanted,
    ({ subject }) => find(subject.body)?.some(fits) ?? false,
    ({ subject }) => {
      const values = find(subject.body);
      if (values === undefined) return `no answer within ${TIME_BOUND} ms`;
      if (values.length === 0) return 'nothing';
      const shown = values.find(fits) ?? values[0];
      return shorten(`${quoteValue(shown)}${values.length > 1 ? `, one of ${values.length}` : ''}`);
    },
  );
}

function expectation(expected: unknown): { fits(value: unknown): boolean; wanted: string } {
  if (expected === true) return { fits: () => true, wanted: 'anything' };
  if (isTextMatch(expected)) {
    const text = compileText(expected);
    const demands = text
      .explain('', new Said(''))
      .map(({ condition, expected }) => `${condition.slice(1)} ${expected}`);
    return {
      fits: (value) => typeof value === 'string' && text.matches(new Said(value)),
      wanted: shorten(demands.join(' and ').trim()),
    };
  }
  const key = jsonKey(expected);
  const isLeaf = typeof expected !== 'object' || expected === null;
  return {
    fits: (value) => (isLeaf ? value === expected : sameJson(value, key)),
    wanted: quoteValue(expected),
  };
}

function sameJson(value: unknown, key: string): boolean {
  try {
    return typeof value === 'object' && value !== null && jsonKey(value) === key;
  } catch {
    // Nested deeper than the stack allows, and so than what an author wrote.
    return false;
  }
}

const TEXT_KEYS = new Set(['exact', 'contains', 'matches', 'ignoreCase']);

/** An object of which every key is one of a text match, and that has any. */
function isTextMatch(value: unknown): value is Exclude<TextMatch, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => TEXT_KEYS.has(key));
}
