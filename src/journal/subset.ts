/** A JSON value held against a part of one. */
import { quoteValue } from '../stubs/conditions/finding.ts';
import type { Difference } from './verification.ts';

/**
 * Where a value lacks or contradicts the part that is expected of it. Objects may have more keys; lists must be as long.
 *
 * @param path names the value, and begins every condition
 * @example subsetDifferences({ city: 'Rome' }, { city: 'Paris', unit: 'C' }, 'input') // one difference, at input.city
 */
export function subsetDifferences(expected: unknown, actual: unknown, path: string): Difference[] {
  const differs = { condition: path, expected: quoteValue(expected), actual: quoteValue(actual) };
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [differs];
    return expected.flatMap((entry, index) => subsetDifferences(entry, actual[index], `${path}[${index}]`));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return [differs];
    return Object.entries(expected).flatMap(([key, entry]) =>
      subsetDifferences(entry, Object.hasOwn(actual, key) ? Reflect.get(actual, key) : undefined, `${path}.${key}`),
    );
  }
  return expected === actual ? [] : [differs];
}
