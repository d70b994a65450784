/** Values small enough to be shown beside one another, and whole enough to be copied. */
import { isObject } from '../replay/events-of.ts';

/** Characters of a text; entries of a list or object; lists and objects in one another. */
const TEXT = 80;
const ENTRIES = 5;
const DEPTH = 3;

/** Characters that are shown before the first that differs. */
const BEFORE = 20;

/**
 * The value, with `…` where texts were cut, and how much more there is in lists and objects. Never cut between the halves of a
 * character or behind a backslash.
 *
 * @param other what it is compared with: of two long texts the part is shown in which they begin to differ
 */
export function shortened(value: unknown, other?: unknown): unknown {
  if (typeof value !== 'string') return smaller(value, DEPTH);
  const start = typeof other === 'string' ? Math.max(0, firstDifference(value, other) - BEFORE) : 0;
  return partOf(value, value.length - start < TEXT ? value.length - TEXT : start);
}

function smaller(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return partOf(value, 0);
  if (Array.isArray(value)) {
    const items = value.filter((entry) => entry !== undefined);
    if (depth === 0 && items.length > 0) return [`… ${items.length}`];
    const shown = items.slice(0, ENTRIES).map((entry) => smaller(entry, depth - 1));
    return items.length > ENTRIES ? [...shown, `… ${items.length - ENTRIES} more`] : shown;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  if (depth === 0 && entries.length > 0) return { '…': entries.length };
  const shown = entries.slice(0, ENTRIES).map(([key, entry]) => [partOf(key, 0), smaller(entry, depth - 1)] as const);
  return Object.fromEntries(entries.length > ENTRIES ? [...shown, ['…', entries.length - ENTRIES]] : shown);
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  return index;
}

function partOf(text: string, from: number): string {
  if (text.length <= TEXT) return text;
  const start = whole(text, Math.max(0, from));
  const end = whole(text, Math.min(text.length, start + TEXT));
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

/** The place itself, or one before it at which nothing is torn apart. */
function whole(text: string, place: number): number {
  let at = place;
  if (/[\uDC00-\uDFFF]/.test(text[at] ?? '') && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '')) at--;
  // An escape of JSON or code within the text: \n, or \u with four digits behind it.
  const digits = /u[0-9A-Fa-f]{0,3}$/.exec(text.slice(Math.max(0, at - 4), at))?.[0].length ?? 0;
  if (at === text.length) return at;
  if (isEscaping(text, at)) return at - 1;
  return digits > 0 && isEscaping(text, at - digits) ? at - digits - 1 : at;
}

/** Does a backslash stand before the place that is not itself escaped? */
function isEscaping(text: string, place: number): boolean {
  let backslashes = 0;
  while (text[place - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}
