/** Proper names in a text: who and where it is about. */
import { isStopWord, READ } from './words.ts';

/** Verbs that open a request: capitalised there without being names. */
const OPENERS = new Set(
  (
    'add analyse analyze answer ask book build calculate change check compare compute convert count create define delete describe ' +
    'design draft draw edit explain extract fetch find fix generate help identify list look open order outline plan print provide ' +
    'read remove reply respond review rewrite run schedule search send show sort solve start summarise summarize test translate try ' +
    'turn update weather write'
  ).split(' '),
);

const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}]{1,30}(?:-\p{L}{1,30}){0,2}(?: \p{Lu}[\p{L}\p{M}]{1,30}){0,3}/gu;

/** A capitalised run of words, where it stands, and whether it merely opens a sentence. */
interface Found {
  name: string;
  start: number;
  opens: boolean;
}

function findNames(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(NAME)) {
    let name = match[0];
    let start = match.index;
    let opens = start === 0 || /[.!?:\n"]\s*$/.test(text.slice(Math.max(0, start - 8), start));
    for (let first = name.split(' ')[0]!; first !== ''; first = name.split(' ')[0]!) {
      if (!isStopWord(first) && !(opens && OPENERS.has(first.toLowerCase()))) break;
      name = name.slice(first.length + 1);
      start += first.length + 1;
      opens = false;
    }
    if (name !== '') found.push({ name, start, opens });
  }
  return found;
}

/**
 * The proper names in a text, the likeliest subject first: two or three joined by `and` come before names inside a sentence, and
 * these before a name at a sentence's beginning. `together` says how many of the first belong to one such list (else 1 or 0).
 *
 * @example namesOf('Compare the weather in Paris and London') // { names: ['Paris', 'London'], together: 2 }
 */
export function namesOf(text: string): { names: string[]; together: number } {
  const read = text.slice(-READ);
  const found = findNames(read);
  const inside = found.filter((one) => !one.opens);
  const ordered = [...inside, ...found.filter((one) => one.opens)];
  for (let i = 0; i + 1 < found.length; i++) {
    let last = i;
    while (last + 1 < found.length && joined(read, found[last]!, found[last + 1]!)) last++;
    if (last > i) {
      const list = found.slice(i, last + 1);
      return { names: unique([...list, ...ordered.filter((one) => !list.includes(one))]), together: list.length };
    }
  }
  return { names: unique(ordered), together: Math.min(1, ordered.length) };
}

/**
 * The names that stand behind a preposition of place.
 *
 * @example placesOf('Book Anna a room in Kyoto') // ['Kyoto']
 */
export function placesOf(text: string): string[] {
  const read = text.slice(-READ);
  return unique(
    findNames(read).filter((one) =>
      /\b(?:in|at|to|from|near|around) $/.test(read.slice(Math.max(0, one.start - 8), one.start)),
    ),
  );
}

function joined(text: string, before: Found, after: Found): boolean {
  const gap = text.slice(before.start + before.name.length, after.start);
  return gap.length <= 16 && /^(?:,? (?:and|or|und|et|y) (?:in |for |to |at )?|, | & )$/.test(gap);
}

function unique(found: readonly Found[]): string[] {
  return [...new Set(found.map((one) => one.name))];
}
