/** Tells when cassettes change on the disk. */
import { existsSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import type { Clock } from '../../clock.ts';
import { SETTINGS_FILES } from '../read-settings.ts';
import { SIDE_FOLDER } from '../side-file.ts';
import { HAR_FILE } from './read-har.ts';

/** Milliseconds of quiet after a change: a checkout changes many files. */
const QUIET = 40;

/**
 * Watches `directory` and the folders below from the moment it resolves. A directory that is not there, or vanishes, is waited for.
 *
 * @param onChange gets the absolute folders in which recordings or settings changed, sorted: a cassette's, or `directory` itself for the
 *   settings of all, or a folder that came or went as a whole
 * @example const watch = await watchCassettes('cassettes', (folders) => folders.forEach(forget), systemClock);
 */
export async function watchCassettes(
  directory: string,
  onChange: (folders: readonly string[]) => void,
  clock: Clock,
): Promise<{ close(): Promise<void> }> {
  // Loaded only for those who watch.
  const { watch } = await import('chokidar');
  const root = resolve(directory);
  const watcher = watch(holderOf(root), {
    ignoreInitial: true,
    ignored: (path) => !isOnTheWay(resolve(path), root),
  });
  const changed = new Set<string>();
  let callOff = (): void => undefined;

  const note = (path: string, isFolder: boolean): void => {
    const isOurs = path === root || path.startsWith(root + sep);
    if (!isOurs || !isOnTheWay(path, root) || !(isFolder || isRead(path))) return;
    changed.add(isFolder ? path : dirname(path));
    callOff();
    callOff = clock.after(QUIET, () => {
      const folders = [...changed].sort();
      changed.clear();
      onChange(folders);
    });
  };
  watcher.on('all', (event, path) => note(resolve(path), event === 'addDir' || event === 'unlinkDir'));
  // Of two changes within 50 ms chokidar tells only the first; the system's own events are all there.
  watcher.on('raw', (_event, name, details) => {
    const { watchedPath } = details as { watchedPath?: string };
    if (watchedPath === undefined) return;
    // Of a file that is watched itself the name comes once more.
    note(isRead(watchedPath) ? resolve(watchedPath) : resolve(watchedPath, name ?? ''), false);
  });
  // A folder that may not be read is told by the reading.
  watcher.on('error', () => undefined);

  await new Promise<void>((ready) => watcher.once('ready', ready));
  return {
    async close() {
      // From then on it tells nothing.
      const closing = watcher.close();
      callOff();
      await closing;
    },
  };
}

function isRead(path: string): boolean {
  return basename(path) === HAR_FILE || SETTINGS_FILES.includes(basename(path));
}

/** The nearest folder above that is there: the directory itself may vanish and come back. */
function holderOf(root: string): string {
  let folder = dirname(root);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

/** Is it watched? What is hidden is not, nor are side files; of the folders above, nothing but the way to the directory is. */
function isOnTheWay(path: string, root: string): boolean {
  if (path === root || root.startsWith(path.endsWith(sep) ? path : path + sep)) return true;
  if (!path.startsWith(root + sep)) return false;
  const parts = path.slice(root.length + 1).split(sep);
  return !parts.some((part) => part.startsWith('.') || part === 'node_modules' || part === SIDE_FOLDER);
}
