/** Writes the files that lie beside recordings, and takes away what nobody needs. */
import { access, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SIDE_FOLDER } from '../side-file.ts';
import { writeAtomically } from './write-atomically.ts';

/** Bytes by the names of their files, which say what is in them: the same name, the same bytes. */
export type SideFiles = ReadonlyMap<string, Uint8Array>;

/** What a process that was killed while it wrote may have left. Shorter numbers could be somebody's own copies. */
const LEFTOVER = /^(?:recording\.har|[0-9a-f]{64}\.[a-z0-9]+)\.\d{5,}$/;
/** Milliseconds. A younger one may belong to a process that was asleep and goes on. */
const OLD = 60_000;

/** Writes those that are not there yet. */
export async function writeSideFiles(folder: string, files: SideFiles, isPrivate: boolean): Promise<void> {
  for (const [name, bytes] of files) {
    const file = join(folder, SIDE_FOLDER, name);
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (!isThere) await writeAtomically(file, bytes, { private: isPrivate });
  }
}

/** Deletes the files of these names. What cannot be deleted does no harm. */
export async function dropSideFiles(folder: string, names: Iterable<string>): Promise<void> {
  for (const name of names) await rm(join(folder, SIDE_FOLDER, name), { force: true }).catch(() => undefined);
}

/** Deletes what was half written a while before `lock`, a path that was made just now. What cannot be deleted does no harm. */
export async function dropLeftovers(folder: string, lock: string): Promise<void> {
  try {
    const { mtimeMs: now } = await stat(lock);
    for (const place of [folder, join(folder, SIDE_FOLDER)]) {
      const names = await readdir(place).catch(() => []);
      for (const path of names.filter((name) => LEFTOVER.test(name)).map((name) => join(place, name))) {
        if ((await stat(path)).mtimeMs < now - OLD) await rm(path);
      }
    }
  } catch {
    // Somebody else was faster, or may do more than we may.
  }
}
