/** Takes recordings out of a cassette, with the side files that nobody refers to any more. */
import { readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Recording } from '../recording.ts';
import { referencesIn, SIDE_FOLDER } from '../side-file.ts';
import { editCassette } from '../store/edit-cassette.ts';
import { folderOf } from '../store/folder-of.ts';
import { lock } from '../store/lock.ts';
import { readCassette } from '../store/read-cassettes.ts';
import { HAR_FILE } from '../store/read-har.ts';
import { dropSideFiles } from '../store/side-files.ts';
import { toEntry } from '../store/to-entry.ts';

export interface Pruned {
  /** Their ids, as they were before: `tool-loop#3`. */
  recordings: string[];
  /** Names of side files. */
  files: string[];
  /** Is nothing left? Then the cassette itself goes; settings that lie beside it stay. */
  all: boolean;
}

/** What `withReferences` calls files; whatever else lies there belongs to somebody else. */
const SIDE_FILE = /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/;

/**
 * Keeps what `isKept` says, and takes the rest away; nothing where there is no such cassette.
 *
 * @param dry only tell what would go
 * @throws CassetteError when the cassette cannot be read or written
 */
export async function pruneCassette(
  directory: string,
  name: string,
  isKept: (recording: Recording) => boolean,
  dry: boolean,
): Promise<Pruned> {
  const folder = folderOf(directory, name);
  const seen = (await readCassette(directory, name))?.recordings;
  if (!seen) return { recordings: [], files: [], all: false };
  const files = await sideFilesIn(folder);
  const unused = (kept: readonly Recording[]): string[] => {
    const needed = referencesIn(JSON.stringify(kept.map(toEntry)));
    return files.filter((file) => !needed.has(file));
  };
  const kept = seen.filter(isKept);
  const gone = seen.filter((recording) => !isKept(recording)).map(({ id }) => id);
  const pruned = { recordings: gone, files: unused(kept), all: gone.length > 0 && kept.length === 0 };
  if (dry || (gone.length === 0 && pruned.files.length === 0)) return pruned;
  if (gone.length > 0) await editCassette(directory, name, (now) => now.filter(isKept), { private: false });
  const release = await lock(folder);
  try {
    // Somebody may have recorded since.
    const now = (await readCassette(directory, name))?.recordings ?? [];
    await dropSideFiles(folder, unused(now));
    if (now.length === 0) await rm(join(folder, HAR_FILE), { force: true });
  } finally {
    await release();
  }
  await dropEmptyFolders(folder, resolve(directory));
  return pruned;
}

async function sideFilesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, SIDE_FOLDER)).catch(() => []);
  return names.filter((name) => SIDE_FILE.test(name)).sort();
}

/** Up to that of all cassettes; one that holds anything stays. */
async function dropEmptyFolders(folder: string, root: string): Promise<void> {
  try {
    await rmdir(join(folder, SIDE_FOLDER)).catch(() => undefined);
    for (let each = folder; relative(root, each) !== ''; each = dirname(each)) await rmdir(each);
  } catch {
    // Not empty.
  }
}
