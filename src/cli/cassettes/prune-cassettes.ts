/** `stuntdouble cassettes prune`: what a run did not use goes, and is told. */
import { readFile } from 'node:fs/promises';
import { type Cassette, CassetteError } from '../../cassettes/cassette.ts';
import { type Pruned, pruneCassette } from '../../cassettes/edited/prune-cassette.ts';
import { nameOf, type UsedList, usedList } from '../../cassettes/edited/used-list.ts';
import { fileError } from '../../cassettes/store/file-error.ts';
import type { Terminal } from '../serve.ts';
import { counted } from './figures.ts';
import { loadCassettes, problemLine } from './load-cassettes.ts';
import { jsonText, plain } from './plain.ts';

export interface PruneOptions {
  /** The file that lists what was used. */
  used: string;
  directory: string;
  all: boolean;
  dry: boolean;
  json: boolean;
}

interface Row extends Pruned {
  cassette: string;
}

/** Resolves with the exit code: 0, 1 when something would go, 2 when a cassette could not be read. */
export async function pruneCassettes(options: PruneOptions, terminal: Terminal): Promise<number> {
  const { directory, dry, json } = options;
  const list = await readList(options);
  const { cassettes, problems } = await loadCassettes(directory);
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const cassette of cassettes) {
    const used = list.get(cassette.name) ?? (options.all ? new Set<string>() : undefined);
    if (!used) continue;
    if (isOld(cassette, used)) {
      notes.push(
        `${cassette.name} was recorded anew after the run: ${options.used} names what is not there. It stays: delete the list, and run again.`,
      );
      continue;
    }
    const pruned = await pruneCassette(directory, cassette.name, ({ polly }) => used.has(nameOf(polly)), dry);
    if (pruned.recordings.length + pruned.files.length > 0) rows.push({ cassette: cassette.name, ...pruned });
  }
  const told = problems.map(({ message, file }) => ({ file: file ?? null, message }));
  if (json) terminal.out(jsonText({ dry_run: dry, pruned: rows, notes, problems: told }));
  else {
    for (const problem of problems) terminal.error(problemLine(problem));
    for (const note of notes) terminal.error(plain(note));
    for (const line of linesOf(rows, dry)) terminal.out(line);
  }
  if (problems.length + notes.length > 0) return 2;
  return dry && rows.length > 0 ? 1 : 0;
}

async function readList({ used, all }: PruneOptions): Promise<UsedList> {
  const text = await readFile(used, 'utf8').catch((error: unknown) => {
    throw fileError(used, 'read', error);
  });
  const list = usedList(text, used);
  // A run that broke down at its start writes such a list.
  if (list.size === 0 && all)
    throw new CassetteError(`${used} names nothing, and with --all everything would go. Run with --used-file first.`);
  return list;
}

/** Does the list name recordings that are gone? Those in their place were made later, and nobody knows whether they are used. */
function isOld({ recordings }: Cassette, used: ReadonlySet<string>): boolean {
  const there = new Set(recordings.map(({ polly }) => nameOf(polly)));
  return [...used].some((name) => !there.has(name));
}

function linesOf(rows: readonly Row[], dry: boolean): string[] {
  const lines = rows.flatMap(({ cassette, recordings, files, all }) => [
    ...recordings,
    ...files.map((file) => `${cassette}: files/${file}`),
    ...(all ? [`${cassette}: nothing is left of it`] : []),
  ]);
  const sum = (count: (row: Row) => number): number => rows.reduce((total, row) => total + count(row), 0);
  const [recordings, files] = [sum((row) => row.recordings.length), sum((row) => row.files.length)];
  const what = `${counted(recordings, 'recording')} and ${counted(files, 'side file')}`;
  return [...lines.map(plain), rows.length === 0 ? 'Nothing is unused.' : `${what} ${dry ? 'would go' : 'are gone'}.`];
}
