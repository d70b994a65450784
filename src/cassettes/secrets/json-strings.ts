/** The strings of a JSON text, keys and values, with their places: read without recursion, and as far as the text goes. */
import type { Span } from './hits-of.ts';
import { type Stretch, unescaped } from './stretch.ts';

/** Where something stands, from the inside out. */
export interface Place {
  above: Place | undefined;
  step: string | number;
}

interface Level {
  isObject: boolean;
  /** Of the level itself. */
  place: Place | undefined;
  /** Key or index of what comes next. */
  step: string | number;
  expectsKey: boolean;
}

/** A class, as there are thousands of them in a stream. */
export class JsonString implements Stretch {
  readonly text: string;
  /** Key under which it stands, if it is the value of one. */
  readonly name: string | undefined;
  readonly isKey: boolean;
  readonly #written: Stretch;
  readonly #above: Place | undefined;
  readonly #step: string | number | undefined;

  constructor(written: Stretch, level: Level | undefined) {
    this.text = written.text;
    this.isKey = level?.expectsKey ?? false;
    if (this.isKey) level!.step = written.text;
    this.name = level?.isObject && !this.isKey ? String(level.step) : undefined;
    this.#written = written;
    this.#above = level?.place;
    this.#step = level?.step;
  }

  spans(start: number, end: number): Span[] {
    return this.#written.spans(start, end);
  }

  /** JSON pointer; a key's is that of its value. */
  pointer(): string {
    return this.#step === undefined ? '' : pointerTo({ above: this.#above, step: this.#step });
  }
}

/** What may stand between the strings of a JSON text. */
const NO_JSON = /[^\s{}[\],:\d+\-.truefalsnE]/;

/**
 * Undefined when the text is no JSON, nor the beginning of some.
 *
 * @example jsonStrings(asIs('{"a":["x"]}', 0, 11)).map((string) => `${string.pointer()} ${string.text}`) // ['/a a', '/a/0 x']
 */
export function jsonStrings(source: Stretch): JsonString[] | undefined {
  const { text } = source;
  const strings: JsonString[] = [];
  const levels: Level[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const gap = text.slice(at, quote < 0 ? undefined : quote);
    if (NO_JSON.test(gap)) return undefined;
    step(gap, levels);
    if (quote < 0) break;
    const end = endOfString(text, quote + 1);
    strings.push(new JsonString(unescaped(source, quote + 1, end), levels.at(-1)));
    at = end + 1;
  }
  return strings;
}

/** Follows brackets and commas. */
function step(gap: string, levels: Level[]): void {
  for (const letter of gap) {
    const level = levels.at(-1);
    if (letter === '{' || letter === '[') {
      const isObject = letter === '{';
      const place = level && { above: level.place, step: level.step };
      levels.push({ isObject, place, step: isObject ? '' : 0, expectsKey: isObject });
    } else if (letter === '}' || letter === ']') levels.pop();
    else if (letter === ',' && level?.isObject) level.expectsKey = true;
    else if (letter === ',' && level) level.step = Number(level.step) + 1;
    else if (letter === ':' && level) level.expectsKey = false;
  }
}

/** Before the quote that ends it, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (first > start && text[first - 1] === '\\') first--;
    if ((quote - first) % 2 === 0) return quote;
  }
  return text.length;
}

/** RFC 6901. */
export function pointerTo(place: Place | undefined): string {
  const steps: string[] = [];
  for (let here = place; here; here = here.above)
    steps.push(String(here.step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return steps.length === 0 ? '' : `/${steps.reverse().join('/')}`;
}
