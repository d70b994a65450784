/** Makes a cassette of the HAR file that holds it. */
import { join } from 'node:path';
import type { Har } from '../../har.ts';
import { type Cassette, CassetteError } from '../cassette.ts';
import type { CassetteSettings } from '../cassette-settings.ts';
import type { Recording } from '../recording.ts';
import { folderOf } from './folder-of.ts';
import { fromEntry } from './from-entry.ts';
import { HAR_FILE } from './read-har.ts';

/** @throws CassetteError when an entry is wrong, or the file was put into a folder that belongs to another name */
export function toCassette(har: Har, folder: string, directory: string, settings: CassetteSettings): Cassette {
  const name = nameOf(har, folder);
  const rightful = folderOf(directory, name);
  if (rightful !== folder) {
    const mend = `Rename the folder to ${rightful}, or change log._recordingName.`;
    throw new CassetteError(
      `${folder} holds the cassette ${JSON.stringify(name)}, which belongs elsewhere. ${mend}`,
      folder,
    );
  }
  return { name, folder, settings, recordings: recordingsOf(har, name, folder) };
}

/** The recordings of a file, in its order. */
export function recordingsOf(har: Har, name: string, folder: string): Recording[] {
  try {
    return har.log.entries.map((entry, index) => fromEntry(entry, `${name}#${index + 1}`));
  } catch (error) {
    if (!(error instanceof CassetteError)) throw error;
    const file = join(folder, HAR_FILE);
    throw new CassetteError(`${file}: ${error.message}`, file);
  }
}

/**
 * Names are hashed with 32 bits, so that two of some billions meet.
 *
 * @throws CassetteError when the file holds the cassette of another name
 */
export function refuseOther(har: Har, folder: string, name: string): void {
  const there = nameOf(har, folder);
  if (there === name) return;
  const names = `${JSON.stringify(there)}, not ${JSON.stringify(name)}`;
  const mend = 'Give the new cassette another name, or change log._recordingName if this one is meant.';
  throw new CassetteError(`${folder} holds the cassette ${names}. ${mend}`, folder);
}

function nameOf({ log }: Har, folder: string): string {
  const name = log['_recordingName'];
  if (typeof name === 'string') return name;
  const file = join(folder, HAR_FILE);
  throw new CassetteError(`${file} does not say what the cassette is called. Add log._recordingName.`, file);
}
