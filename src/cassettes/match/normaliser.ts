/** What changes from run to run in a text, replaced by a word that does not. */
import { longestSafeText } from '../../contract/guarded-regexp.ts';
import type { Normalise } from '../cassette-settings.ts';

export type Normaliser = (text: string) => string;

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const DAY = '(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?';
const ZONE = '(?: ?(?:Z\\b|(?:GMT|UTC)?[+-]\\d{2}:?\\d{2}\\b(?: ?\\([A-Za-z ]{1,40}\\))?|[A-Z]{2,5}\\b))?';
const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?[AaPp]\\.?[Mm]\\b\\.?)?';
const TIME = `(?:,? (?:at )?${CLOCK}${ZONE})?`;
const NTH = '(?:st|nd|rd|th)?';

/** Every repetition has a bound, so that no text takes long. Longer forms come first: the first that fits is taken. */
const DATES = [
  // ISO 8601 and RFC 3339.
  `\\d{4}-\\d{2}-\\d{2}(?:[Tt ]${CLOCK}${ZONE})?`,
  // What `date` and JavaScript's toString write: Fri Nov 20 19:00:01 UTC 2026, Fri Nov 20 2026 19:00:01 GMT+0000 (...).
  `${DAY}${MONTH} {1,2}\\d{1,2} ${CLOCK}(?: [A-Z]{2,5})? \\d{4}`,
  // November 20th, 2026 at 7:00 PM
  `${DAY}${MONTH}\\.? {1,2}\\d{1,2}${NTH},? \\d{4}${TIME}`,
  // RFC 2822, and 20 November 2026
  `${DAY}\\d{1,2}${NTH} ${MONTH}\\.?,? \\d{4}${TIME}`,
  // 11/20/2026, 20.11.2026, 2026/11/20
  `\\d{1,2}([/.])\\d{1,2}\\1\\d{4}${TIME}`,
  `\\d{4}/\\d{2}/\\d{2}${TIME}`,
  // A time of day by itself.
  `\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?: ?[AaPp]\\.?[Mm]\\b\\.?)?${ZONE}`,
  `\\d{1,2}:\\d{2} ?[AaPp]\\.?[Mm]\\b\\.?`,
];

const SEGMENT = '[\\p{L}\\p{N}_.@+~%-]+';
const PATHS = [
  'file://[^\\s"\'<>]*',
  // A drive, or a share; in texts that are code or JSON the backslashes are doubled.
  '(?<![\\p{L}\\p{N}])[A-Za-z]:[\\\\/]+[^\\s:*?"\'<>|]*',
  '(?<!\\\\)\\\\\\\\[\\p{L}\\p{N}_.$-]+\\\\[^\\s:*?"\'<>|]*',
  // One name behind a slash may be a command or an end point; the rest of an address has a name before it.
  `(?<![\\p{L}\\p{N}_.:/<~@%+-])/(?:${SEGMENT}/+${SEGMENT}(?:/+${SEGMENT})*/?|(?:tmp|home|root|var|private|Users)\\b/?)`,
];

const KNOWN: Readonly<Record<Extract<Normalise, string>, Normaliser>> = {
  dates: replacing(
    new RegExp(`(?=[\\dADFJMNOSTW])(?<!\\d)(?<!\\d[:.])\\b(?:${DATES.join('|')})(?!\\d)`, 'g'),
    '<date>',
  ),
  uuids: replacing(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi, '<uuid>'),
  paths: replacing(new RegExp(PATHS.join('|'), 'gu'), '<path>'),
};

/**
 * @returns undefined for a pattern that is no regular expression, or could take exponential time
 * @example normaliserOf('dates')?.('Today is 2026-11-20.') // 'Today is <date>.'
 */
export function normaliserOf(rule: Normalise): Normaliser | undefined {
  if (typeof rule === 'string') return Object.hasOwn(KNOWN, rule) ? KNOWN[rule] : undefined;
  const pattern = globalRegExp(rule.pattern);
  const longest = longestSafeText(rule.pattern);
  if (pattern === undefined || longest < 0) return undefined;
  const replace = replacing(pattern, rule.with ?? '<normalised>');
  // A long text takes too long as a whole; line by line it means the same, unless the pattern asks for beginnings or ends.
  const isByLine = !/(?<![[\\])\^|(?<!\\)\$/.test(rule.pattern);
  return (text) => {
    if (text.length <= longest) return replace(text);
    if (!isByLine) return text;
    return text
      .split('\n')
      .map((line) => (line.length <= longest ? replace(line) : line))
      .join('\n');
  };
}

/** The replacement stands as it is: `$1` and the like mean nothing. */
function replacing(pattern: RegExp, word: string): Normaliser {
  return (text) => text.replace(pattern, () => word);
}

function globalRegExp(pattern: string): RegExp | undefined {
  for (const flags of ['gu', 'g']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Valid without `u`, perhaps.
    }
  }
  return undefined;
}
