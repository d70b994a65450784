/** Reads fields of a HAR file that anybody may have written, and says of what is wrong where it stands. */
import { describeValue } from '../../contract/describe-value.ts';
import { CassetteError } from '../cassette.ts';

/** A value and the way to it: `tool-loop#3.request.method`. */
export interface Place {
  value: unknown;
  path: string;
}

export function wrong({ value, path }: Place, expected: string, mend = 'Mend it, or record it again.'): CassetteError {
  return new CassetteError(`${path}: expected ${expected}, but got ${describeValue(value)}. ${mend}`);
}

/** A function that gives the fields of the object there. */
export function objectAt(place: Place): (key: string) => Place {
  const { value, path } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(place, 'an object');
  const fields = value as Record<string, unknown>;
  return (key) => ({ value: Object.hasOwn(fields, key) ? fields[key] : undefined, path: `${path}.${key}` });
}

export function listAt(place: Place): Place[] {
  const { value, path } = place;
  if (!Array.isArray(value)) throw wrong(place, 'a list');
  return value.map((entry: unknown, index) => ({ value: entry, path: `${path}[${index}]` }));
}

export function stringAt(place: Place): string {
  if (typeof place.value !== 'string') throw wrong(place, 'a string');
  return place.value;
}

/** Nothing counts as an empty text: Polly leaves the text of an empty body away. */
export function textAt(place: Place): string {
  return place.value === undefined ? '' : stringAt(place);
}

export function numberAt(place: Place): number {
  if (!isCount(place.value)) throw wrong(place, 'a number, 0 or more');
  return place.value;
}

/** Of a reply, not of what comes before one: Node sends no others, and an informational one would leave the client waiting. */
export function statusAt(place: Place): number {
  const { value } = place;
  if (!Number.isInteger(value) || numberAt(place) < 200 || numberAt(place) > 999)
    throw wrong(place, 'a status from 200 to 999');
  return numberAt(place);
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}

export function wordAt<W extends string>(place: Place, words: readonly W[]): W {
  const found = words.find((word) => word === place.value);
  if (found === undefined) throw wrong(place, words.map((word) => `"${word}"`).join(' or '));
  return found;
}
