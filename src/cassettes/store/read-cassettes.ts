/** Reads cassettes: one by its name, or all below a folder. */
import { join, resolve } from 'node:path';
import { type Cassette, CassetteError } from '../cassette.ts';
import { readCommonSettings, readOwnSettings, readSettings } from '../read-settings.ts';
import { cassetteFolders } from './cassette-folders.ts';
import { folderOf } from './folder-of.ts';
import { HAR_FILE, readHar } from './read-har.ts';
import { refuseOther, toCassette } from './to-cassette.ts';

/** Files read at the same time: more gains nothing, and could reach the system's limit. */
const AT_ONCE = 32;

/**
 * The cassette of that name; undefined when nothing was recorded under it.
 *
 * @throws CassetteError when the name cannot be one, or the file or its settings cannot be used
 * @example (await readCassette('cassettes', 'tool-loop'))?.recordings.length // 3
 */
export async function readCassette(directory: string, name: string): Promise<Cassette | undefined> {
  const folder = folderOf(directory, name);
  const har = await readHar(join(folder, HAR_FILE));
  if (har === undefined) return undefined;
  refuseOther(har, folder, name);
  return toCassette(har, folder, directory, await readSettings(folder, directory));
}

/**
 * Every cassette in `directory` and the folders below, sorted by name. What cannot be used is told and left out; a directory that is not
 * there holds none.
 *
 * @example const { cassettes, problems } = await readCassettes('cassettes');
 */
export async function readCassettes(directory: string): Promise<{ cassettes: Cassette[]; problems: CassetteError[] }> {
  const root = resolve(directory);
  const cassettes: Cassette[] = [];
  const { folders, problems } = await cassetteFolders(root);
  const note = (error: unknown): void => {
    if (!(error instanceof CassetteError)) throw error;
    problems.push(error);
  };
  if (folders.length === 0) return { cassettes, problems };
  const common = await readCommonSettings(root).catch((error) => {
    note(error);
    return {};
  });
  const next = folders.values();
  const read = async (): Promise<void> => {
    for (const { folder, hasSettings } of next) {
      try {
        const har = await readHar(join(folder, HAR_FILE));
        if (har === undefined) continue;
        const settings = hasSettings ? await readOwnSettings(folder, common) : common;
        cassettes.push(toCassette(har, folder, root, settings));
      } catch (error) {
        note(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, read));
  // The order must not depend on which file was read first.
  return {
    cassettes: cassettes.sort((a, b) => (a.name < b.name ? -1 : 1)),
    problems: problems.sort((a, b) => (a.message < b.message ? -1 : 1)),
  };
}
