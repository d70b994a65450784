/** Takes in stub files anew whenever they change. */
import { existsSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { type Clock, systemClock } from '../../clock.ts';
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
  const { watch } = await import('chokidar');
  const roots = paths.map((path) => resolve(path));
  const isInside = (path: string) => roots.some((root) => path === root || path.startsWith(root + sep));
  // What holds a root is watched as well: editors put a new file in the place of the old one, and folders may vanish and come back.
  const watcher = watch(roots.map(holderOf), {
    ignoreInitial: true,
    ignored: (path) => !roots.some((root) => isOnTheWay(resolve(path), root)),
  });
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
  const changed = (path: string): void => {
    if (!isInside(resolve(path))) return;
    callOff();
    callOff = clock.after(QUIET, reload);
  };
  watcher.on('all', (_event, path) => changed(path));
  // Of two changes within 50 ms chokidar tells only the first; the system's own events are all there.
  watcher.on('raw', (_event, name, details) => {
    const { watchedPath } = details as { watchedPath?: string };
    if (watchedPath !== undefined) changed(isInside(watchedPath) ? watchedPath : resolve(watchedPath, name ?? ''));
  });
  // A folder that may not be read is told by the reading.
  watcher.on('error', () => undefined);

  await new Promise<void>((ready) => watcher.once('ready', ready));
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

/** The nearest folder above that is there. */
function holderOf(root: string): string {
  let folder = dirname(root);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

/** Is it watched for this root? What is hidden below it is not; of the folders above it, nothing but the way to it is. */
function isOnTheWay(path: string, root: string): boolean {
  if (path === root || root.startsWith(path.endsWith(sep) ? path : path + sep)) return true;
  if (!path.startsWith(root + sep)) return false;
  return !path
    .slice(root.length + 1)
    .split(sep)
    .some(isSkipped);
}
