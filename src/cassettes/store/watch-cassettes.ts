/** Tells when cassettes change on the disk. */
import { basename, dirname, resolve } from 'node:path';
import type { Clock } from '../../clock.ts';
import { watchRoots } from '../../watch-roots.ts';
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
  const root = resolve(directory);
  const changed = new Set<string>();
  let callOff = (): void => undefined;
  const watcher = await watchRoots([root], {
    isSkipped: (name) => name.startsWith('.') || name === 'node_modules' || name === SIDE_FOLDER,
    onChange(path, isFolder) {
      if (!isFolder && !isRead(path)) return;
      changed.add(isFolder ? path : dirname(path));
      callOff();
      callOff = clock.after(QUIET, () => {
        const folders = [...changed].sort();
        changed.clear();
        onChange(folders);
      });
    },
  });
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
