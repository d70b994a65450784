/** Finds the stub files below folders. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LocatedProblem } from './located-problem.ts';
import { readProblem } from './read-stub-file.ts';

export interface StubPath {
  path: string;
  /** Was it named by the user, or found in a folder, where other files may lie as well? */
  named: boolean;
}

/** Files that may hold stubs. */
const STUB_FILE = /\.(?:ya?ml|json)$/;

/** Folders and files that are nobody's stubs. */
export function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** The files at `paths`: first those of the first path. Those of a folder are in the order of their paths, by code unit. */
export async function stubPaths(paths: readonly string[]): Promise<{ files: StubPath[]; problems: LocatedProblem[] }> {
  const files = new Map<string, StubPath>();
  const problems: LocatedProblem[] = [];
  for (const path of paths) {
    try {
      const isFolder = (await stat(path)).isDirectory();
      const found = isFolder ? await filesIn(path, new Set()) : [path];
      if (found.length === 0) problems.push(emptyFolder(path));
      for (const file of found) {
        const key = resolve(file);
        if (!files.has(key)) files.set(key, { path: file, named: !isFolder });
      }
    } catch (error) {
      problems.push({ file: path, line: 1, column: 1, at: '', message: readProblem(error), severity: 'error' });
    }
  }
  return { files: [...files.values()], problems };
}

function emptyFolder(file: string): LocatedProblem {
  const message = 'there is no .yaml, .yml or .json file in this folder. Put stub files there.';
  return { file, line: 1, column: 1, at: '', message, severity: 'warning' };
}

async function filesIn(folder: string, above: ReadonlySet<string>): Promise<string[]> {
  const real = await realpath(folder);
  // A link may lead back up.
  if (above.has(real)) return [];
  const inside = new Set([...above, real]);
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    if (isSkipped(name)) continue;
    const path = join(folder, name);
    // Links count as what they lead to: mounted configuration is made of them. One that leads nowhere is nothing.
    const kind = await stat(path).catch(() => undefined);
    if (kind?.isDirectory()) found.push(...(await filesIn(path, inside)));
    else if (kind?.isFile() && STUB_FILE.test(name)) found.push(path);
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
}
