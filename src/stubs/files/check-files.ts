/** Checks the stub files of paths, one by one and beside one another. */
import { createHash } from 'node:crypto';
import { acrossStubs, type Placed } from '../check/across-stubs.ts';
import type { StubProblem } from '../stub-error.ts';
import type { StubSource } from '../stub-set.ts';
import { hasErrors, type LocatedProblem } from './located-problem.ts';
import type { ParsedStubFile } from './parse-stub-text.ts';
import { readStubFile } from './read-stub-file.ts';
import { stubPaths } from './stub-paths.ts';

/** A stub without errors, and how to find a place in it. */
export interface CheckedSource extends StubSource {
  /** @param problem its path begins in the stub, e.g. `['respond', 'text']` */
  located(problem: StubProblem): LocatedProblem;
}

export interface CheckedFiles {
  /** The stubs without errors, in the order in which they are asked: by file, and in each as they stand there. */
  sources: CheckedSource[];
  /** By file and line. */
  problems: LocatedProblem[];
  /** Those that hold stubs. */
  files: string[];
  /** Changes whenever a file does. */
  digest: string;
}

/**
 * The stubs at `paths` and all that is wrong with them. Never throws.
 * @param paths files, and folders that are searched with everything below them for `.yaml`, `.yml` and `.json`
 */
export async function checkFiles(paths: readonly string[]): Promise<CheckedFiles> {
  const { files, problems } = await stubPaths(paths);
  const digest = createHash('sha256').update(JSON.stringify(problems));
  const read: ParsedStubFile[] = [];
  for (const { path, named } of files) {
    const { bytes, ...file } = await readStubFile(path);
    digest.update(JSON.stringify([path, bytes.length])).update(bytes);
    if (file.isStubFile === false && !named && path.endsWith('.json')) problems.push(skipped(file));
    else {
      digest.update(JSON.stringify(file.isStubFile === null ? file.problems : []));
      read.push(file);
    }
  }
  const unsorted = [...read.flatMap((file) => file.problems), ...acrossFiles(read)];
  const place = new Map(read.map(({ file }, index) => [file, index]));
  unsorted.sort((a, b) => place.get(a.file)! - place.get(b.file)! || a.line - b.line || a.column - b.column);
  const sources = read.flatMap(({ file, placed, located }) =>
    placed.map(({ definition, path: base }) => ({
      definition,
      origin: file,
      located: ({ path, ...problem }: StubProblem) => located({ ...problem, path: [...base, ...path] }),
    })),
  );
  return {
    sources,
    problems: distinct([...problems, ...unsorted]),
    files: read.map(({ file }) => file),
    digest: digest.digest('hex'),
  };
}

/** A mistake in what an alias stands for is found once for each use, and one slip of the pen may make two errors in one place. */
function distinct(problems: readonly LocatedProblem[]): LocatedProblem[] {
  const first = new Map<string, LocatedProblem>();
  for (const problem of problems) {
    const { file, line, column, at, message } = problem;
    const key = JSON.stringify([file, line, column, at, at === '' ? '' : message]);
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()];
}

/** A folder of stubs may hold other JSON too, such as package.json. */
function skipped(file: ParsedStubFile): LocatedProblem {
  const message = 'it has no key stubs, so it is left out. Put it elsewhere, or write { "stubs": [] }.';
  return file.located({ path: [], message, severity: 'warning' });
}

function acrossFiles(files: readonly ParsedStubFile[]): LocatedProblem[] {
  // The first step of a path says which file.
  const placed = files.flatMap((file, index) =>
    file.placed.map(({ definition, path }): Placed => ({ definition, path: [index, ...path] })),
  );
  // A file that could not be read may hold what another one seems to miss.
  const isWhole = !hasErrors(files.flatMap(({ problems }) => problems));
  const where = ({ path }: Placed): string => {
    const file = files[path[0] as number]!;
    return `${file.file}:${file.located({ path: path.slice(1), message: '', severity: 'error' }).line}`;
  };
  return acrossStubs(placed, isWhole, where).map(({ path, ...problem }) =>
    files[path[0] as number]!.located({ ...problem, path: path.slice(1) }),
  );
}
