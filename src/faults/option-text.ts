/** Values of options as text: read, printed, and said what is expected. */
import { errorNames, findError } from '../error-names.ts';
import { type OptionRow, type OptionValue, type Place, SPOTS, type Spot } from './option.ts';

/** Longest pause in milliseconds, largest count, longest text. */
export const LONGEST = 3_600_000;
export const MOST = 1_000_000_000;
export const LONGEST_TEXT = 1000;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
const DURATION = /^(\d{1,12}(?:\.\d{1,12})?) ?(ms|s|m)$/;
const PLACE = /^(\d{1,12}) ?(events?|bytes?)?$/;
const COUNT = /^\d{1,12}$/;
const NUMBER = /^\d{1,12}(?:\.\d{1,12})?$/;

/** The value that a text stands for; nothing when it stands for none, or for one beyond the bounds. */
export function readOption(row: OptionRow, text: string): OptionValue | undefined {
  switch (row.type) {
    case 'duration':
      return within(0, LONGEST, rounded(durationOf(text), 1000));
    case 'count':
      return COUNT.test(text) ? within(0, MOST, Number(text)) : undefined;
    case 'number':
      return NUMBER.test(text) ? within(row.minimum, row.maximum, rounded(Number(text), 1_000_000)) : undefined;
    case 'place': {
      if (Object.hasOwn(SPOTS, text)) return { spot: text as Spot };
      const [, digits, unit] = PLACE.exec(text) ?? [];
      const count = digits === undefined ? undefined : within(0, MOST, Number(digits));
      return count === undefined ? undefined : { count, unit: unitOf(unit, row.default) };
    }
    case 'name':
      return row.names.includes(text) ? text : undefined;
    case 'error':
      return findError(text) ? text : undefined;
    case 'text':
      return text.length <= LONGEST_TEXT ? text : undefined;
  }
}

/** A value as `readOption` reads it; texts are quoted, in ASCII, so that they can stand in a header. */
export function printOption(row: OptionRow, value: OptionValue): string {
  if (typeof value === 'object') return 'spot' in value ? value.spot : `${value.count} ${value.unit}`;
  if (row.type === 'duration') return `${value}ms`;
  if (row.type !== 'text') return String(value);
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escaped);
}

/** What an option expects, for people. */
export function expectation(row: OptionRow): string {
  switch (row.type) {
    case 'duration':
      return 'a duration of at most one hour, such as 200ms, 30s or 2m';
    case 'count':
      return `a whole number of at most ${MOST}`;
    case 'number':
      return `a number from ${row.minimum} to ${row.maximum}`;
    case 'place':
      return `a count of events or bytes, such as "3 events" or "120 bytes", or one of ${Object.keys(SPOTS).join(', ')}`;
    case 'name':
      return `one of ${row.names.join(', ')}`;
    case 'error':
      return `a status from 400 to 599, or one of ${errorNames().join(', ')}`;
    case 'text':
      return `a text of at most ${LONGEST_TEXT} characters`;
  }
}

/** Milliseconds. Only nothing needs no unit: whether 30 is seconds or milliseconds would be a guess. */
function durationOf(text: string): number | undefined {
  if (text === '0') return 0;
  const [, digits, unit] = DURATION.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * UNITS[unit!]!;
}

function unitOf(word: string | undefined, usual: Place): 'events' | 'bytes' {
  if (word === undefined) return 'unit' in usual ? usual.unit : 'events';
  return word.startsWith('event') ? 'events' : 'bytes';
}

/** Rounded to a share, so that what is printed is never in scientific notation. */
function rounded(value: number | undefined, share: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * share) / share;
}

function within(minimum: number, maximum: number, value: number | undefined): number | undefined {
  return value !== undefined && value >= minimum && value <= maximum ? value : undefined;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
