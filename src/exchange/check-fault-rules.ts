/** Rules of faults that come from outside, held to what a rule may be. */
import { describeValue } from '../contract/describe-value.ts';
import { didYouMean } from '../did-you-mean.ts';
import { checkStubs } from '../stubs/check/check-stubs.ts';
import type { StubProblem } from '../stubs/stub-error.ts';
import type { FaultRule } from './fault-rule.ts';

type Path = StubProblem['path'];

export interface PlacedRule {
  definition: FaultRule;
  /** From the root of what was given. */
  path: Path;
}

/** What each key takes: for people, and the test of it. The conditions have a check of their own. */
const KEYS: Readonly<Record<keyof FaultRule, { expected: string; fits(value: unknown): boolean }>> = {
  id: { expected: 'a text of 1 to 100 characters', fits: isId },
  faults: { expected: 'a text such as "reset(after=3 events)", or a list of them', fits: isFaults },
  when: { expected: 'an object of conditions', fits: isObject },
  next: { expected: 'a whole number from 1', fits: isCount },
  every: { expected: 'a whole number from 1', fits: isCount },
  probability: { expected: 'a number from 0 to 1', fits: isShare },
  times: { expected: 'a whole number from 1', fits: isCount },
};

const NAMES = Object.keys(KEYS) as (keyof FaultRule)[];

/**
 * The rules in `given`, and everything that is wrong with their structure. Never throws.
 *
 * @param given `{ rules: [...] }`, a list, or one rule; a text in place of a rule is its faults
 */
export function checkFaultRules(given: unknown): { rules: PlacedRule[]; problems: StubProblem[] } {
  const problems: StubProblem[] = [];
  const rules: PlacedRule[] = [];
  for (const { value, path } of rulesIn(given, problems)) {
    const definition = typeof value === 'string' ? { faults: value } : value;
    const found = problemsOf(definition, path);
    if (found.length === 0) rules.push({ definition: definition as FaultRule, path });
    problems.push(...found);
  }
  return { rules, problems };
}

function rulesIn(given: unknown, problems: StubProblem[]): { value: unknown; path: Path }[] {
  if (Array.isArray(given)) return given.map((value: unknown, index) => ({ value, path: [index] }));
  if (!isObject(given) || !Object.hasOwn(given, 'rules')) return [{ value: given, path: [] }];
  const { rules, ...others } = given;
  for (const key of Object.keys(others))
    problems.push(problem([key], 'there is no such key beside rules. Take it away.'));
  if (Array.isArray(rules)) return rules.map((value: unknown, index) => ({ value, path: ['rules', index] }));
  problems.push(problem(['rules'], `expected a list of rules, but got ${describeValue(rules)}.`));
  return [];
}

function problemsOf(rule: unknown, path: Path): StubProblem[] {
  if (!isObject(rule)) {
    return [problem(path, `expected a rule such as { "faults": "reset", "next": 3 }, but got ${describeValue(rule)}.`)];
  }
  const problems = Object.keys(rule)
    .filter((key) => !Object.hasOwn(KEYS, key))
    .map((key) =>
      problem([...path, key], `there is no such key.${didYouMean(key, NAMES)} There are ${NAMES.join(', ')}.`),
    );
  for (const key of NAMES) {
    const value = rule[key];
    if (value === undefined) continue;
    const { expected, fits } = KEYS[key];
    if (!fits(value)) problems.push(problem([...path, key], `expected ${expected}, but got ${describeValue(value)}.`));
  }
  if (rule['faults'] === undefined) {
    problems.push(problem([...path, 'faults'], 'it does not say which faults. Give faults, such as "reset".'));
  }
  if (isObject(rule['when'])) problems.push(...whenProblems(rule['when'], [...path, 'when']));
  return problems;
}

/** Only stubs can be checked, so conditions are checked as part of one, and their paths told without it. */
function whenProblems(when: unknown, path: Path): StubProblem[] {
  return checkStubs([{ when, respond: { text: 'x' } }])
    .problems.filter(({ severity }) => severity === 'error')
    .map((found) => ({ ...found, path: [...path, ...found.path.slice(2)] }));
}

function problem(path: Path, message: string): StubProblem {
  return { path, message, severity: 'error' };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value.length >= 1 && value.length <= 100;
}

function isFaults(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((text) => typeof text === 'string'));
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
