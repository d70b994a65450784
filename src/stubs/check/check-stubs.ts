/** Checks stubs, wherever they come from: their structure first, then what they mean. */
import { describeValue } from '../../contract/describe-value.ts';
import type { StubDefinition } from '../stub.ts';
import type { StubProblem } from '../stub-error.ts';
import { acrossStubs, type Placed } from './across-stubs.ts';
import { checkRespond } from './check-respond.ts';
import { checkStructure, unknownKey } from './check-structure.ts';
import { checkWhen } from './check-when.ts';
import { Findings, type Path } from './findings.ts';
import { SHAPES } from './shapes.ts';
import { nearest } from './suggest.ts';
import { tooDeep } from './too-deep.ts';

export interface CheckedStubs {
  /** Those without an error. They may be used only when there is no problem of severity `error`: all or none. */
  stubs: StubDefinition[];
  /** In the order of the stubs. */
  problems: StubProblem[];
}

/**
 * The stubs in `given`, and everything that is wrong with them. Never throws.
 *
 * What depends on all other stubs and their order (never reached, a state that no stub sets) is told of files only, by `checkFiles`:
 * here more stubs may come, and the last is asked first.
 *
 * @param given `{ stubs: [...] }`, a list, or one stub
 * @example
 * checkStubs({ when: { text: { contain: 'hi' } }, respond: { text: 'Hello' } }).problems
 * // [{ path: ['when', 'text', 'contain'], message: 'there is no such key. Did you mean "contains"?', severity: 'error' }]
 */
export function checkStubs(given: unknown): CheckedStubs {
  const { placed, problems } = checkEach(given);
  const across = acrossStubs(placed, false);
  return { stubs: placed.map(({ definition }) => definition), problems: [...problems, ...across] };
}

/** The same without what can be said of stubs only beside one another. */
export function checkEach(given: unknown): { placed: Placed[]; problems: StubProblem[] } {
  const findings = new Findings();
  const unwalkable = tooDeep(given);
  if (unwalkable !== undefined) {
    findings.error([], unwalkable);
    return { placed: [], problems: findings.problems };
  }
  const placed: Placed[] = [];
  for (const { definition, path } of stubsIn(given, findings)) {
    if (findings.full) break;
    if (checkOne(definition, path, findings)) placed.push({ definition: definition as StubDefinition, path });
  }
  return { placed, problems: findings.problems };
}

function checkOne(definition: unknown, path: Path, findings: Findings): boolean {
  const before = errorsIn(findings);
  if (!checkStructure(definition, path, findings)) return false;
  const { when, respond } = definition as StubDefinition;
  if (when !== undefined) checkWhen(when, [...path, 'when'], findings);
  checkRespond(respond, [...path, 'respond'], findings);
  return errorsIn(findings) === before;
}

function errorsIn({ problems }: Findings): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

/** An object that is no stub by any of its keys is a file, though perhaps with a misspelt one. */
function isFile(given: unknown): given is Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  if (Object.hasOwn(given, 'stubs')) return true;
  if (Object.hasOwn(given, 'respond')) return false;
  return Object.keys(given).some((key) => key === '$schema' || nearest(key, ['stubs']) !== undefined);
}

function stubsIn(given: unknown, findings: Findings): { definition: unknown; path: Path }[] {
  if (Array.isArray(given)) return given.map((definition: unknown, index) => ({ definition, path: [index] }));
  if (!isFile(given)) return [{ definition: given, path: [] }];
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(SHAPES.file, key)) findings.error([key], unknownKey(key, [], 'file'));
  }
  const { stubs } = given;
  if (Array.isArray(stubs)) {
    return stubs.map((definition: unknown, index) => ({ definition, path: ['stubs', index] }));
  }
  if (stubs !== undefined || findings.problems.length === 0) {
    findings.error(
      ['stubs'],
      `expected a list of stubs, but got ${describeValue(stubs)}. Write it as a list, with a hyphen before each stub.`,
    );
  }
  return [];
}
