/** What is looked for: the shapes of the table, and those that the settings of a cassette add. */
import { longestSafeText, newRegExp } from '../../contract/guarded-regexp.ts';
import { CassetteError } from '../cassette.ts';
import type { CassetteSettings, SecretPattern } from '../cassette-settings.ts';
import { pseudonymPattern } from './pseudonym.ts';
import { SHAPES, type Shape } from './shapes.ts';

export interface Rules {
  /** A user's own come first: whoever names a shape knows it best. */
  shapes: readonly (Shape | OwnShape)[];
  /** Fingerprints of what may stand; people may have shortened them, or written the whole digest. */
  allow: readonly string[];
  /** What a text without secrets has none of; undefined when shapes of the settings may begin by anything. */
  hints: readonly RegExp[] | undefined;
  pseudonyms: RegExp;
  /** By what stands before the digest of their pseudonyms. */
  kinds: ReadonlyMap<string, string>;
}

export interface OwnShape extends Shape {
  /** The longest text that the pattern may be applied to at once. */
  window: number;
}

/** `sha256:` and 8 digits: fewer could mean anything. */
const LEAST_FINGERPRINT = 15;

const known = new WeakMap<CassetteSettings, Rules>();

/** @throws CassetteError for a pattern of the settings that cannot be used */
export function rulesOf(settings: CassetteSettings): Rules {
  const before = known.get(settings);
  if (before) return before;
  const base = settings.secrets?.length ? baseOf(settings.secrets) : COMMON;
  const allow = (settings.allow ?? []).filter((allowed) => allowed.length >= LEAST_FINGERPRINT);
  const rules = { ...base, allow };
  known.set(settings, rules);
  return rules;
}

function baseOf(own: readonly SecretPattern[]): Omit<Rules, 'allow'> {
  const shapes = [...own.map(ownShape), ...SHAPES];
  return {
    shapes,
    hints: own.length > 0 ? undefined : [hintPattern(false), hintPattern(true)],
    pseudonyms: pseudonymPattern(shapes),
    kinds: new Map(shapes.map(({ pseudonym: [begin], kind }): [string, string] => [begin, kind]).reverse()),
  };
}

/** One look for the hints of all shapes is faster than one for each. */
function hintPattern(ignoreCase: boolean): RegExp {
  const hints = SHAPES.filter(({ head }) => head.ignoreCase === ignoreCase).flatMap((shape) => shape.hints);
  return new RegExp([...new Set(hints)].map((hint) => hint.replace('.', '\\.')).join('|'), ignoreCase ? 'i' : '');
}

/** Most settings add no shapes. */
const COMMON = baseOf([]);

function ownShape({ name, pattern }: SecretPattern): OwnShape {
  const window = longestSafeText(pattern);
  if (window < 0)
    throw new CassetteError(
      `The secret pattern ${name} could take for ever: ${pattern}. Repeat no group that repeats or chooses itself.`,
    );
  let head: RegExp;
  try {
    head = newRegExp(pattern, 'gu');
  } catch (error) {
    throw new CassetteError(`The secret pattern ${name} is no regular expression: ${(error as Error).message}.`);
  }
  // One that is not valid by the rules of `u` comes without flags.
  if (!head.global) head = new RegExp(pattern, 'g');
  return {
    kind: name,
    hints: [],
    head,
    accepts: () => true,
    pseudonym: [`${name.replace(/[^A-Za-z0-9-]+/g, '-')}-`, ''],
    window,
  };
}
