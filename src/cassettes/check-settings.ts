/** Finds what is wrong in the settings of a cassette. */
import { createRequire } from 'node:module';
import { describeValue } from '../contract/describe-value.ts';
import { longestSafeText } from '../contract/guarded-regexp.ts';
import { didYouMean } from '../did-you-mean.ts';
import { MATCH_LEVELS, REPEATS } from './cassette-settings.ts';

const require = createRequire(import.meta.url);

const KINDS = ['dates', 'uuids', 'paths'] as const;
const FINGERPRINT = /^sha256:[0-9a-f]{8,64}$/;

type Check = (value: unknown, at: string) => string[];

const CHECKS: Readonly<Record<string, Check>> = {
  $schema: text,
  match: oneOf(MATCH_LEVELS),
  repeat: oneOf(REPEATS),
  ignore: listOf(jsonPath),
  normalise: listOf((value, at) =>
    typeof value === 'string'
      ? oneOf(KINDS)(value, at)
      : object({ pattern, with: text, at: jsonPath }, ['pattern'])(value, at),
  ),
  allow: listOf(fingerprint),
  secrets: listOf(object({ name, pattern }, ['name', 'pattern'])),
};

/**
 * Sentences that say where something is wrong, what was expected, and what to do; none for settings that can be used as they are.
 *
 * @example checkSettings({ macth: 'strict' }) // ['macth: there is no such setting. Did you mean "match"?']
 */
export function checkSettings(value: unknown): string[] {
  return object(CHECKS, [])(value, '');
}

function object(checks: Readonly<Record<string, Check>>, required: readonly string[]): Check {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [unexpected(value, at, 'an object')];
    const missing = required
      .filter((key) => !Object.hasOwn(value, key))
      .map((key) => `${at === '' ? '' : `${at}: `}${key} is missing. Write it down.`);
    const found = Object.entries(value).flatMap(([key, field]) => {
      const place = at === '' ? key : `${at}.${key}`;
      if (!Object.hasOwn(checks, key))
        return [`${place}: there is no such setting.${didYouMean(key, Object.keys(checks))}`];
      return checks[key]!(field, place);
    });
    return [...missing, ...found];
  };
}

function listOf(check: Check): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return [unexpected(value, at, 'a list')];
    return value.flatMap((entry, index) => check(entry, `${at}[${index}]`));
  };
}

function oneOf(words: readonly string[]): Check {
  return (value, at) => {
    if (words.some((word) => word === value)) return [];
    const hint = typeof value === 'string' ? didYouMean(value, words) : '';
    return [`${unexpected(value, at, words.join(', '))}${hint}`];
  };
}

function text(value: unknown, at: string): string[] {
  return typeof value === 'string' ? [] : [unexpected(value, at, 'a string')];
}

function name(value: unknown, at: string): string[] {
  const isName = typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(value);
  return isName ? [] : [unexpected(value, at, 'a name of small letters, digits and -, such as acme-key')];
}

function fingerprint(value: unknown, at: string): string[] {
  const isOne = typeof value === 'string' && FINGERPRINT.test(value);
  return isOne ? [] : [unexpected(value, at, 'a fingerprint, as the refusal names it: sha256:1f2e3d4c5b6a')];
}

function pattern(value: unknown, at: string): string[] {
  if (typeof value !== 'string' || value === '')
    return [unexpected(value, at, 'a regular expression, without slashes')];
  try {
    new RegExp(value, 'u');
  } catch (error) {
    return [`${at}: this is no regular expression: ${plain(error)}. Mend it.`];
  }
  if (longestSafeText(value) >= 0) return [];
  return [`${at}: this regular expression could take for ever. Repeat no group that repeats or chooses itself.`];
}

function jsonPath(value: unknown, at: string): string[] {
  if (typeof value !== 'string') return [unexpected(value, at, 'a JSON path, such as $.metadata')];
  // Loaded only for those who use it.
  const { compile } = require('json-p3') as typeof import('json-p3');
  try {
    compile(value);
    return [];
  } catch (error) {
    return [`${at}: this is no JSON path of RFC 9535: ${plain(error)}. Write it like $.messages[0].role.`];
  }
}

function unexpected(value: unknown, at: string, expected: string): string {
  return `${at === '' ? '' : `${at}: `}expected ${expected}, but got ${describeValue(value)}.`;
}

function plain(error: unknown): string {
  return (error as Error).message.replace(/\.$/, '');
}
