/** Takes in the stubs of files and folders: all of them, or none. */

import { StubError } from '../stub-error.ts';
import { type StubSet, stubSet } from '../stub-set.ts';
import { type CheckedFiles, checkFiles } from './check-files.ts';
import { hasErrors } from './located-problem.ts';

export interface LoadedStubs extends Omit<CheckedFiles, 'sources'> {
  /** Undefined when any problem is an error. */
  set: StubSet | undefined;
}

/**
 * The stubs at `paths`. Never throws.
 *
 * @param paths files, and folders that are searched with everything below them for `.yaml`, `.yml` and `.json`
 * @example
 * const { set, problems } = await loadStubs(['stubs']);
 * for (const problem of problems) console.error(problemText(problem));
 */
export async function loadStubs(paths: readonly string[]): Promise<LoadedStubs> {
  const { sources, ...checked } = await checkFiles(paths);
  if (hasErrors(checked.problems)) return { ...checked, set: undefined };
  try {
    return { ...checked, set: stubSet(sources) };
  } catch (error) {
    if (!(error instanceof StubError)) throw error;
    // The check finds what is wrong first, and says it better; whatever it lets through is told all the same.
    const more = error.problems.map(({ path: [position, ...path], ...problem }) =>
      sources[position as number]!.located({ ...problem, path }),
    );
    return { ...checked, set: undefined, problems: [...checked.problems, ...more] };
  }
}
