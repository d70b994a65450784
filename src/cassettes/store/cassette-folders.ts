/** Finds the folders that hold a cassette. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CassetteError } from '../cassette.ts';
import { SETTINGS_FILES } from '../read-settings.ts';
import { SIDE_FOLDER } from '../side-file.ts';
import { fileError, isMissing } from './file-error.ts';
import { HAR_FILE } from './read-har.ts';

export interface CassetteFolder {
  folder: string;
  /** Is there a file of settings? Most have none, and need not be asked again. */
  hasSettings: boolean;
}

/** `root` and the folders below that hold a HAR file, and why others could not be looked into. No `root`, no folders. */
export async function cassetteFolders(root: string): Promise<{ folders: CassetteFolder[]; problems: CassetteError[] }> {
  const problems: CassetteError[] = [];
  const real = await realpath(root).catch(() => root);
  return { folders: await foldersIn(root, real, problems), problems };
}

/** @param real where `folder` is when links are followed */
async function foldersIn(folder: string, real: string, problems: CassetteError[]): Promise<CassetteFolder[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = new Set(entries.map(({ name }) => name));
    const below = entries
      .filter(({ name }) => isLookedAt(name))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return foldersIn(path, join(real, entry.name), problems);
        const target = entry.isSymbolicLink() ? await targetOf(path) : undefined;
        // A link may lead back up.
        const isAbove = target === undefined || `${real}${sep}`.startsWith(`${target}${sep}`);
        return isAbove ? [] : foldersIn(path, target, problems);
      });
    const hasSettings = SETTINGS_FILES.some((name) => names.has(name));
    return [...(names.has(HAR_FILE) ? [{ folder, hasSettings }] : []), ...(await Promise.all(below)).flat()];
  } catch (error) {
    if (isMissing(error)) return [];
    const problem = fileError(folder, 'read', error);
    if (!(problem instanceof CassetteError)) throw problem;
    problems.push(problem);
    return [];
  }
}

function isLookedAt(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules' && name !== SIDE_FOLDER;
}

/** The folder to which a link leads; one that leads nowhere, or to a file, is nothing. */
async function targetOf(link: string): Promise<string | undefined> {
  const isFolder = await stat(link).then(
    (target) => target.isDirectory(),
    () => false,
  );
  return isFolder ? realpath(link) : undefined;
}
