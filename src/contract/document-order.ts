/** Puts violations into the order in which a reader of the body meets them. */
import type { Violation } from '../errors.ts';
import { valueAt } from './pointer.ts';

/**
 * Sorted by place in the body. What is missing from an object comes before what is wrong in it: it has no place of its own, and a
 * field written under a wrong name is understood sooner from the name that was expected.
 */
export function inDocumentOrder(violations: readonly Violation[], body: unknown): Violation[] {
  const places = placesOf(violations, body);
  const ranked = violations.map((violation) => ({ violation, rank: rankOf(violation.path, body, places) }));
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ violation }) => violation);
}

type Places = Map<object, Map<string, number>>;

/** Positions of the keys that occur in paths, and of no others: an object may have a million. */
function placesOf(violations: readonly Violation[], body: unknown): Places {
  const places: Places = new Map();
  for (const { path } of violations) {
    let value = body;
    for (const step of path) {
      if (typeof step === 'string' && typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
        const wanted = places.get(value) ?? new Map<string, number>();
        places.set(value, wanted.set(step, 0));
      }
      value = valueAt(value, [step]);
    }
  }
  for (const [parent, wanted] of places) {
    if (wanted.size === 1) continue;
    for (const [index, key] of Object.keys(parent).entries()) if (wanted.has(key)) wanted.set(key, index);
  }
  return places;
}

/** A key that is not there ranks before all others. */
function rankOf(path: Violation['path'], body: unknown, places: Places): number[] {
  const rank: number[] = [];
  let value = body;
  for (const step of path) {
    rank.push(typeof step === 'number' ? step : (places.get(value as object)?.get(step) ?? -1));
    value = valueAt(value, [step]);
  }
  return rank;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = a[index]! - b[index]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
