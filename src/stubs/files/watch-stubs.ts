/** Takes in stub files anew whenever they change. */
import { resolve } from 'node:path';
import { type Clock, systemClock } from '../../clock.ts';
import { watchRoots } from '../../watch-roots.ts';
import type { StubSet } from '../stub-set.ts';
import type { LocatedProblem } from './located-problem.ts';
import { type LoadedStubs, loadStubs } from './stub-folder.ts';
import { isSkipped } from './stub-paths.ts';

export interface StubsWatcher {
  /** Called with every new set, which replaces the one before as a whole. */
  onSet(set: StubSet, files: readonly string[]): void;
  /** Called with what is wrong: errors, which leave the last good set in use, or warnings, before their set. */
  onProblems(problems: readonly LocatedProblem[]): void;
}

export interface WatchOptions {
  clock?: Clock;
  /** Of the `loadStubs` whose set is in use. Without it the first set is told too, before the promise resolves. */
  digest?: string;
}

/** Milliseconds of quiet after a change: an editor saves in several steps, a checkout changes many files. */
const QUIET = 40;
/** Milliseconds after which a broken file is looked at again, before it is told: it may have been half written. */
const SECOND_LOOK = 120;

/**
 * Watches files and folders, those below them too, from the moment it resolves. A file or folder that vanishes is waited for.
 *
 * @example
 * const watch = await watchStubs(['stubs'], { onSet: (set) => use(set), onProblems: (problems) => problems.forEach(print) });
 * await watch.close();
 */
export async function watchStubs(
  paths: readonly string[],
  { onSet, onProblems }: StubsWatcher,
  { clock = systemClock, digest: known }: WatchOptions = {},
): Promise<{ close(): Promise<void> }> {
  let told = known;
  let callOff = (): void => undefined;
  let closed = false;
  // One after the other, so that an older reading never replaces a younger one.
  let work: Promise<void> = Promise.resolve();

  const tell = ({ set, files, problems, digest }: LoadedStubs): void => {
    if (closed || digest === told) return;
    told = digest;
    if (problems.length > 0) onProblems(problems);
    if (set !== undefined) onSet(set, files);
  };
  const reload = (): void => {
    work = work.then(async () => {
      const loaded = closed ? undefined : await loadStubs(paths);
      if (loaded === undefined || loaded.digest === told) return;
      if (loaded.set !== undefined) tell(loaded);
      else lookAgain(loaded.digest);
    });
  };
  const lookAgain = (broken: string): void => {
    callOff();
    callOff = clock.after(SECOND_LOOK, () => {
      work = work.then(async () => {
        const loaded = closed ? undefined : await loadStubs(paths);
        if (loaded === undefined) return;
        if (loaded.set !== undefined || loaded.digest === broken) tell(loaded);
        else lookAgain(loaded.digest);
      });
    });
  };
  const roots = paths.map((path) => resolve(path));
  const watcher = await watchRoots(roots, {
    isSkipped,
    onChange() {
      callOff();
      callOff = clock.after(QUIET, reload);
    },
  });
  // Whatever changed before the watcher was ready is seen now.
  tell(await loadStubs(paths));
  return {
    async close() {
      closed = true;
      callOff();
      await watcher.close();
      await work;
    },
  };
}
