/** Whole numbers held against a number or bounds. */
import type { CountMatch } from '../stub.ts';

/** @example compileCount({ min: 2 }).expected // 'at least 2' */
export function compileCount(match: CountMatch): { fits(count: number): boolean; expected: string } {
  if (typeof match === 'number') return { fits: (count) => count === match, expected: String(match) };
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = match;
  return { fits: (count) => count >= min && count <= max, expected: inWords(match) };
}

function inWords({ min, max }: { min?: number; max?: number }): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? 'any' : `at most ${max}`;
}
