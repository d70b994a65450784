/** Texts held against an expectation. */

import type { TextMatch } from '../stub.ts';
import { type BoundedRegExp, boundedRegExp } from './bounded-regexp.ts';
import { type Finding, quote } from './finding.ts';
import { foldCase, type Said } from './said.ts';
import { TIME_BOUND } from './time-bound.ts';

export interface TextTest {
  /** Undefined: there is no such text, which fits nothing. */
  matches(said: Said | undefined): boolean;
  /** One finding for each thing demanded, named `name.contains` and the like. */
  explain(name: string, said: Said | undefined): Finding[];
}

interface Demand {
  name: string;
  expected: string;
  /** Undefined: it ran out of time. */
  test(said: Said): boolean | undefined;
}

/**
 * @throws SyntaxError for a broken regular expression
 * @example compileText({ contains: 'hello', ignoreCase: true }).matches(new Said('Hello there')) // true
 */
export function compileText(match: TextMatch): TextTest {
  const demands = demandsOf(typeof match === 'string' ? { contains: match } : match);
  return {
    matches: (said) => said !== undefined && demands.every(({ test }) => test(said) === true),
    explain: (name, said) => demands.map((demand) => explained(name, demand, said)),
  };
}

function demandsOf({ exact, contains, matches, ignoreCase = false }: Exclude<TextMatch, string>): Demand[] {
  const demands: Demand[] = [];
  if (exact !== undefined) demands.push(exactly(exact, ignoreCase));
  for (const part of contains === undefined ? [] : [contains].flat()) demands.push(containing(part, ignoreCase));
  if (matches !== undefined) demands.push(fitting(boundedRegExp(matches)));
  // Nothing is demanded but that there is a text.
  if (demands.length === 0) demands.push({ name: '', expected: 'any text', test: () => true });
  return demands;
}

function exactly(text: string, ignoreCase: boolean): Demand {
  const folded = foldCase(text);
  return {
    name: '.exact',
    expected: quote(text),
    test: (said) => (ignoreCase ? said.folded === folded : said.text === text),
  };
}

function containing(text: string, ignoreCase: boolean): Demand {
  const folded = foldCase(text);
  return {
    name: '.contains',
    expected: quote(text),
    test: (said) => (ignoreCase ? said.folded.includes(folded) : said.text.includes(text)),
  };
}

function fitting(regExp: BoundedRegExp): Demand {
  return { name: '.matches', expected: regExp.written, test: (said) => regExp.test(said.text) };
}

function explained(name: string, { name: part, expected, test }: Demand, said: Said | undefined): Finding {
  const condition = `${name}${part}`;
  if (said === undefined) return { condition, holds: false, expected, actual: 'nothing' };
  const holds = test(said);
  const late = holds === undefined ? `no match within ${TIME_BOUND} ms in ` : '';
  return { condition, holds: holds === true, expected, actual: late + quote(said.text) };
}
