/** Puts violations into the order in which a reader of the body meets them. */
import type { Violation } from '../errors.ts';
import { valueAt } from './pointer.ts';

/**
 * Sorted by place in the body. What is missing from an object comes before what is wrong in it: it has no place of its own, and a
 * field written under a wrong name is understood sooner from the name that was expected.
 */
export function inDocumentOrder(violations: readonly Violation[], body: unknown): Violation[] {
  const places = new Map<object, Map<string, number>>();
  const ranked = violations.map((violation) => ({ violation, rank: rankOf(violation.path, body, places) }));
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ violation }) => violation);
}

function rankOf(path: Violation['path'], body: unknown, places: Map<object, Map<string, number>>): number[] {
  const rank: number[] = [];
  let value = body;
  for (const step of path) {
    rank.push(typeof step === 'number' ? step : placeOf(step, value, places));
    value = valueAt(value, [step]);
  }
  return rank;
}

/** Position of a key among its siblings. Kept per object: looking it up each time would be slow in an object of a million keys. */
function placeOf(key: string, parent: unknown, places: Map<object, Map<string, number>>): number {
  if (typeof parent !== 'object' || parent === null) return -1;
  let siblings = places.get(parent);
  if (siblings === undefined) {
    siblings = new Map(Object.keys(parent).map((name, index) => [name, index]));
    places.set(parent, siblings);
  }
  return siblings.get(key) ?? -1;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = a[index]! - b[index]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
