/** Watches files and folders on the disk, also those that are not there yet. */
import { existsSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';

export interface RootsWatcher {
  /** Names of files and folders below a root that are left out. */
  isSkipped(name: string): boolean;
  /** Something came, changed or went at this absolute path, at a root or below one. Often told more than once. */
  onChange(path: string, isFolder: boolean): void;
}

/**
 * Watches from the moment it resolves. A root that is not there, or vanishes, is waited for: what holds it is watched as well, since
 * editors put a new file in the place of the old one.
 *
 * @param roots absolute paths
 * @example const watch = await watchRoots(['/app/stubs'], { isSkipped: (name) => name.startsWith('.'), onChange: reload });
 */
export async function watchRoots(
  roots: readonly string[],
  { isSkipped, onChange }: RootsWatcher,
): Promise<{ close(): Promise<void> }> {
  // Loaded only for those who watch.
  const { watch } = await import('chokidar');
  const partsBelow = (path: string, root: string): string[] => path.slice(root.length + 1).split(sep);
  const isBelow = (path: string, root: string): boolean =>
    path.startsWith(root + sep) && !partsBelow(path, root).some(isSkipped);
  const isWatched = (path: string): boolean => roots.some((root) => path === root || isBelow(path, root));
  const leadsTo = (path: string, root: string): boolean => root.startsWith(path.endsWith(sep) ? path : path + sep);
  const watcher = watch(roots.map(holderOf), {
    ignoreInitial: true,
    ignored: (path) => !isWatched(resolve(path)) && !roots.some((root) => leadsTo(resolve(path), root)),
  });
  const note = (path: string, isFolder: boolean): void => {
    if (isWatched(path)) onChange(path, isFolder);
  };
  watcher.on('all', (event, path) => note(resolve(path), event === 'addDir' || event === 'unlinkDir'));
  // Of two changes within 50 ms chokidar tells only the first; the system's own events are all there.
  watcher.on('raw', (_event, name, details) => {
    const { watchedPath } = details as { watchedPath?: string };
    if (watchedPath === undefined) return;
    // Of a file that is watched itself, the name comes once more.
    note(!name || name === basename(watchedPath) ? resolve(watchedPath) : resolve(watchedPath, name), false);
  });
  // A folder that may not be read is told by the reading.
  watcher.on('error', () => undefined);
  await new Promise<void>((ready) => watcher.once('ready', ready));
  return { close: () => watcher.close() };
}

/** The nearest folder above that is there. */
function holderOf(root: string): string {
  let folder = dirname(root);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}
