/** `stuntdouble cassettes import`: what was taken in, and what was not. */
import { join } from 'node:path';
import type { TakeOptions } from '../../cassettes/imported/foreign-exchange.ts';
import type { ForeignFormat } from '../../cassettes/imported/foreign-formats.ts';
import type { Remark, Taken } from '../../cassettes/imported/imported.ts';
import { readForeign } from '../../cassettes/imported/read-foreign.ts';
import { type TakeInOptions, takeIn } from '../../cassettes/imported/take-in.ts';
import { readSettings } from '../../cassettes/read-settings.ts';
import { folderOf } from '../../cassettes/store/folder-of.ts';
import { writeAtomically } from '../../cassettes/store/write-atomically.ts';
import type { Terminal } from '../serve.ts';
import { counted } from './figures.ts';
import { jsonText, plain } from './plain.ts';

export interface ImportOptions extends TakeInOptions, TakeOptions {
  files: readonly string[];
  format: ForeignFormat | undefined;
  json: boolean;
}

/** More of a kind than this are counted, not told. */
const MOST = 5;

/** Resolves with the exit code: 0 all was taken, 1 something was not. */
export async function importFiles(options: ImportOptions, terminal: Terminal): Promise<number> {
  const taken: Taken[] = [];
  const skipped: Remark[] = [];
  const notes: Remark[] = [];
  const formats = new Set<ForeignFormat>();
  // All are read before anything is written.
  for (const file of options.files) {
    const read = await readForeign(file, options.format, options);
    formats.add(read.format);
    taken.push(...read.taken);
    skipped.push(...read.skipped);
    notes.push(...read.notes);
  }
  const { added, skipped: refused } = await takeIn(taken, options);
  skipped.push(...refused);
  if (added > 0 && formats.has('aimock')) notes.push(...(await demandLastTurn(options)));
  if (options.json) terminal.out(jsonText({ cassette: options.name, added, skipped, notes }));
  else {
    for (const line of [...linesOf(skipped, 'not taken'), ...linesOf(notes, 'note')]) terminal.error(plain(line));
    const left = skipped.length === 0 ? '' : `, ${skipped.length} not taken`;
    terminal.out(plain(`${counted(added, 'exchange')} taken into ${options.name}${left}.`));
  }
  return skipped.length > 0 ? 1 : 0;
}

/** Fixtures say what the user's last text is, and nothing else of a request. */
async function demandLastTurn({ directory, name, private: isPrivate }: ImportOptions): Promise<Remark[]> {
  const folder = folderOf(directory, name);
  const { match } = await readSettings(folder, directory);
  if (match === 'last-turn') return [];
  const own = await readSettings(folder);
  const file = join(folder, 'cassette.json');
  if (Object.keys(own).length > 0) {
    return [{ where: name, reason: 'fixtures of aimock match only with "match": "last-turn" in its settings' }];
  }
  await writeAtomically(file, `${JSON.stringify({ match: 'last-turn' }, null, 2)}\n`, { private: isPrivate });
  return [{ where: name, reason: `the matching level last-turn is set in ${file}` }];
}

/** By reason, as a browser's archive has hundreds of entries for the same. */
function linesOf(remarks: readonly Remark[], label: string): string[] {
  return [...groups(remarks)].map(([reason, places]) => {
    const more = places.length > MOST ? ` and ${places.length - MOST} more` : '';
    return `${label}: ${places.slice(0, MOST).join(', ')}${more}: ${reason}`;
  });
}

function groups(remarks: readonly Remark[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { where, reason } of remarks) found.set(reason, [...(found.get(reason) ?? []), where]);
  return found;
}
