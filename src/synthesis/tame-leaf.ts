/** Strings and numbers of a tamed schema: what the leaf becomes, so that its value suits its name and the user's words. */
import { guardedRegExp } from '../contract/guarded-regexp.ts';
import { fakeNumber, fakeText, knowsFormat } from './faker-values.ts';
import { patternSize } from './pattern-size.ts';
import type { Tame, Taming } from './taming.ts';
import { stem, stemsOf, stemsOfName } from './words.ts';

type Schema = Record<string, unknown>;

/** More is never made up, even when the schema demands it. */
const MOST_CHARACTERS = 10_000;
/** Larger patterns take too long to make a string for. */
const MOST_PATTERN = 2_000;
/** Formats that json-schema-faker fills by itself. */
const LEFT_FORMATS = new Set([
  'duration',
  'idn-email',
  'idn-hostname',
  'uri-reference',
  'iri',
  'iri-reference',
  'json-pointer',
  'relative-json-pointer',
]);

/** Usual ranges by the name of a number. */
const RANGES: readonly (readonly [names: string, low: number, high: number])[] = [
  ['age', 18, 80],
  ['year', 2000, 2026],
  ['month', 1, 12],
  ['day date', 1, 28],
  ['hour', 0, 23],
  ['minute second', 0, 59],
  ['latitude lat', -90, 90],
  ['longitude lon lng', -180, 180],
  ['temperature temp', -5, 35],
  ['percent percentage humidity', 0, 100],
  ['probability confidence likelihood', 0, 1],
  ['rating star score', 1, 5],
  ['price cost amount total budget', 5, 500],
  ['quantity count limit page size num number max top', 1, 10],
];
const ANY = ['', 1, 100] as const;

/** The constraints on a string that a value can be measured by, whole numbers only. */
function lengths(schema: Schema): { least: number; most: number } {
  const { minLength, maxLength } = schema;
  return {
    least: typeof minLength === 'number' ? minLength : 0,
    most: typeof maxLength === 'number' ? maxLength : Number.POSITIVE_INFINITY,
  };
}

/** A string leaf, or null when no string of bounded size can be made. */
export function tameString(schema: Schema, name: string, taming: Taming): Tame | null {
  const { least, most } = lengths(schema);
  if (least > MOST_CHARACTERS || least > most) return null;
  const bounds = { ...(least > 0 ? { minLength: least } : {}), ...(most < MOST_CHARACTERS ? { maxLength: most } : {}) };
  const words = stemsOfName(name);
  const hints = stemsOf(typeof schema['description'] === 'string' ? schema['description'].slice(0, 200) : '');
  const pattern = typeof schema['pattern'] === 'string' ? schema['pattern'] : '';
  const format = typeof schema['format'] === 'string' ? schema['format'] : '';
  const make = (): string => resized(fakeText(words, hints, format, taming.wishes.topic), least, most);
  if (pattern !== '') return tamePattern(pattern, bounds, make, taming);
  if (LEFT_FORMATS.has(format)) return { type: 'string', format, ...bounds };
  if (taming.useWishes) {
    const wished = taming.wishes.text(words) ?? (knowsFormat(format) ? null : taming.wishes.subject());
    if (wished !== null && fits(wished, least, most)) return { const: wished };
  }
  return { type: 'string', ...bounds, faker: taming.later(make) };
}

function tamePattern(pattern: string, bounds: Tame, make: () => string, taming: Taming): Tame | null {
  if (pattern.length > 1000 || patternSize(pattern) > MOST_PATTERN) return null;
  const matching = guardedRegExp(pattern, 'u');
  // A telling value is better than a random one, when it happens to match.
  const telling = (): string | undefined => [make(), make(), make()].find((value) => matching.test(value));
  const first = taming.useWishes ? telling() : undefined;
  if (first !== undefined) return { type: 'string', ...bounds, faker: taming.later(() => telling() ?? first) };
  return { type: 'string', pattern, ...bounds };
}

/** A number leaf, or null when the bounds leave nothing. */
export function tameNumber(schema: Schema, integer: boolean, name: string, taming: Taming): Tame | null {
  const bound = (key: string, otherwise: number): number => (typeof schema[key] === 'number' ? schema[key] : otherwise);
  const step = Math.abs(bound('multipleOf', integer ? 1 : 0));
  // Exclusive bounds become inclusive ones a little further in.
  const nudge = integer ? 1 : 1e-6;
  const low = Math.max(
    bound('minimum', Number.NEGATIVE_INFINITY),
    bound('exclusiveMinimum', Number.NEGATIVE_INFINITY) + nudge,
  );
  const high = Math.min(
    bound('maximum', Number.POSITIVE_INFINITY),
    bound('exclusiveMaximum', Number.POSITIVE_INFINITY) - nudge,
  );
  if (low > high) return null;
  const words = stemsOfName(name);
  const [, usualLow, usualHigh] = RANGES.find(([names]) => names.split(' ').some((one) => words.has(stem(one)))) ?? ANY;
  let from = Math.max(low, usualLow);
  let to = Math.min(high, usualHigh);
  const empty = (): boolean => from > to || (step > 0 && Math.ceil(from / step) > Math.floor(to / step));
  if (empty()) {
    // The usual range does not meet the bounds: stay near the bound that is given.
    const span = Math.max(100, step * 10);
    from = Number.isFinite(low) ? low : Number.isFinite(high) ? high - span : step;
    to = Math.min(high, from + span);
  }
  if (empty() || !Number.isSafeInteger(Math.trunc(from)) || !Number.isSafeInteger(Math.trunc(to))) return null;
  if (integer && step < 1) return null;
  const wished = taming.useWishes ? taming.wishes.number() : null;
  if (wished !== null && wished >= low && wished <= high && (step === 0 || Number.isInteger(wished / step)))
    return { const: wished };
  const whole = (value: number): number => (integer ? Math.round(value) : value);
  return { type: integer ? 'integer' : 'number', faker: taming.later(() => whole(fakeNumber(from, to, step))) };
}

/** JSON Schema counts code points, not UTF-16 units. */
function fits(text: string, least: number, most: number): boolean {
  const length = [...text].length;
  return length >= least && length <= most;
}

function resized(text: string, least: number, most: number): string {
  const once = [...text];
  const times = Math.ceil((least + 1) / (once.length + 1));
  const points = once.length < least ? [...Array.from({ length: times }, () => text).join(' ')] : once;
  return points.slice(0, Math.min(most, Math.max(least, once.length))).join('');
}
