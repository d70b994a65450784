/** In what two bodies differ, place by place, in the order of the document. */
import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../replay/events-of.ts';
import type { Location } from './json-path.ts';

/** One place. Undefined: there is nothing on that side. */
export interface Difference {
  /** In the request that asks; of what it lacks, in the recorded one. */
  location: Location;
  recorded: unknown;
  asked: unknown;
}

/**
 * @param recorded view of the recorded request, with gaps
 * @param asked view of the request that asks, with gaps
 */
export function differences(recorded: unknown, asked: unknown): Difference[] {
  const found: Difference[] = [];
  compare(recorded, asked, [], found);
  return found;
}

function compare(recorded: unknown, asked: unknown, location: Location, found: Difference[]): void {
  if (recorded === asked) return;
  if (Array.isArray(recorded) && Array.isArray(asked)) compareLists(recorded, asked, location, found);
  else if (isObject(recorded) && isObject(asked) && isSameKind(recorded, asked)) {
    for (const key of new Set([...Object.keys(asked), ...Object.keys(recorded)])) {
      compare(own(recorded, key), own(asked, key), [...location, key], found);
    }
  } else found.push({ location, recorded, asked });
}

/** Blocks of different types are different as a whole. */
function isSameKind(recorded: Record<string, unknown>, asked: Record<string, unknown>): boolean {
  return (
    typeof recorded['type'] !== 'string' || typeof asked['type'] !== 'string' || recorded['type'] === asked['type']
  );
}

function own(fields: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

interface Item {
  index: number;
  value: unknown;
}

/** What both begin and end with is taken as the same, so that one entry more in the midst is one difference. */
function compareLists(recorded: unknown[], asked: unknown[], location: Location, found: Difference[]): void {
  const before = itemsOf(recorded);
  const after = itemsOf(asked);
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && isDeepStrictEqual(before[head]!.value, after[head]!.value)) head++;
  let tail = 0;
  if (before.length !== after.length)
    while (tail < most - head && isDeepStrictEqual(before.at(-1 - tail)!.value, after.at(-1 - tail)!.value)) tail++;
  for (let place = head; place < Math.max(before.length, after.length) - tail; place++) {
    const old = place < before.length - tail ? before[place] : undefined;
    const now = place < after.length - tail ? after[place] : undefined;
    compare(old?.value, now?.value, [...location, (now ?? old)!.index], found);
  }
}

/** Without the gaps. */
function itemsOf(list: readonly unknown[]): Item[] {
  return list.map((value, index) => ({ index, value })).filter(({ value }) => value !== undefined);
}
