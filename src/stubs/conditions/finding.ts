/** How one condition fared against one request, in words: what was wanted, and what came. */

export interface Finding {
  /** Where in `when` it stands, e.g. `text.contains` or `all[1].model`. */
  condition: string;
  holds: boolean;
  expected: string;
  actual: string;
}

/** Characters of an expected or actual text: enough to see the difference, little enough to be read. */
const MOST = 200;

/** What JSON leaves as it is, though no terminal shows it: C1 controls, zero-width and direction marks, line separators. */
const UNSEEN = /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/**
 * At most 200 code points, cut between characters, with nothing in it that a terminal would act upon.
 *
 * @example shorten('a\nb') // 'a\\nb'
 */
export function shorten(text: string): string {
  return printable(cut(text, MOST));
}

/**
 * A text in quotes, as JSON writes it.
 *
 * @example quote('hello') // '"hello"'
 */
export function quote(text: string): string {
  const kept = firstCharacters(text, MOST);
  return `${seen(JSON.stringify(kept))}${kept.length < text.length ? '…' : ''}`;
}

/** Any JSON value, written out and shortened. Only what is shown is looked at: the value may be huge or nested without end. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return value === undefined ? 'nothing' : shorten(written(value, 2 * MOST));
}

/** JSON of little more than `room` characters; beyond them only the brackets are closed. */
function written(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(firstCharacters(value, MOST + 1));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const isList = Array.isArray(value);
  let text = '';
  for (const key of isList ? value.keys() : Object.keys(value)) {
    if (text.length >= room) break;
    const name = isList ? '' : `${written(key, room)}:`;
    const left = room - text.length - name.length - 1;
    text += `${text === '' ? '' : ','}${name}${written((value as Record<string | number, unknown>)[key], left)}`;
  }
  return isList ? `[${text}]` : `{${text}}`;
}

/** The first `most` code points; never half of a surrogate pair. */
export function firstCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (let count = 0; count < most && end < text.length; count++) end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  return text.slice(0, end);
}

function cut(text: string, most: number): string {
  const kept = firstCharacters(text, most);
  return kept.length < text.length ? `${firstCharacters(kept, most - 1)}…` : text;
}

function printable(text: string): string {
  // JSON knows how to write controls and lone surrogates; what it does to quotes and backslashes is taken back.
  const written = JSON.stringify(text).slice(1, -1);
  return seen(written.replaceAll('\\"', '"').replaceAll('\\\\', '\\'));
}

function seen(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
