/** Conditions that come from outside, held to what conditions can be. */
import { checkStubs } from '../stubs/check/check-stubs.ts';
import { badStubs } from './stubs.ts';

type Path = readonly (string | number)[];

/**
 * @param path where the conditions stand in the body
 * @throws ControlError 400 with everything that is wrong with them, each with its path
 */
export function checkWhen(when: unknown, path: Path): void {
  check(when, path, ['when']);
}

/** The same for a text match that stands alone. */
export function checkText(text: unknown, path: Path): void {
  check({ text }, path, ['when', 'text']);
}

/** Only stubs can be checked, so they are checked as part of one, and their paths told without it. */
function check(when: unknown, path: Path, within: Path): void {
  const errors = checkStubs([{ when, respond: { text: 'x' } }]).problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw badStubs(errors.map((error) => ({ ...error, path: [...path, ...error.path.slice(1 + within.length)] })));
}
