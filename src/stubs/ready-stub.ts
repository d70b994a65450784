/** A stub taken in: its conditions and replies compiled. */

import { type CompiledWhen, ConditionError, compileWhen } from './conditions/when.ts';
import { stubPathText } from './files/located-problem.ts';
import { compileRespond } from './replies/compile-respond.ts';
import type { CompiledRespond } from './replies/reply.ts';
import type { StubDefinition } from './stub.ts';
import { StubError, type StubProblem } from './stub-error.ts';

export interface ReadyStub {
  id: string;
  name: string;
  /** `code`, `api`, or the file's name. */
  origin: string;
  definition: StubDefinition;
  when: CompiledWhen;
  respond: CompiledRespond;
  priority: number;
  scenario: string;
  /** Answers at most: by `times`, or because its sequence is exhausted. */
  most: number;
}

/**
 * @param problems takes what is wrong with it, below `path`
 * @returns undefined when it cannot be used
 */
export function readyStub(
  definition: StubDefinition,
  { id, origin, path }: { id: string; origin: string; path: StubProblem['path'] },
  problems: StubProblem[],
): ReadyStub | undefined {
  const when = attempt(() => compileWhen(definition.when ?? {}), [...path, 'when'], problems);
  const respond = attempt(() => compileRespond(definition.respond), [...path, 'respond'], problems);
  if (!when || !respond) return undefined;
  const { name = id, priority = 0, scenario = 'default', times = Number.POSITIVE_INFINITY } = definition;
  const most = Math.min(times, respond.limit ?? Number.POSITIVE_INFINITY);
  return { id, name, origin, definition, when, respond, priority, scenario, most };
}

const MOST_TOLD = 5;

/**
 * A StubError with all problems, or nothing when none of them is an error.
 *
 * @param several is it said which stub of the list is meant?
 */
export function refuse(problems: readonly StubProblem[], several: boolean): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const lines = errors.slice(0, MOST_TOLD).map(({ path, message }) => {
    const which = several && path.length > 0 ? `[${path[0]}] ` : '';
    return `${which}${stubPathText(path) || 'stub'}: ${message}`;
  });
  if (errors.length > MOST_TOLD) lines.push(`(and ${errors.length - MOST_TOLD} more)`);
  throw new StubError(problems, lines.join('\n'));
}

function attempt<T>(make: () => T, path: StubProblem['path'], problems: StubProblem[]): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof StubError) {
      problems.push(...error.problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
    } else if (error instanceof ConditionError) {
      problems.push({ path: [...path, ...error.path], message: error.message, severity: 'error' });
    } else throw error;
    return undefined;
  }
}
