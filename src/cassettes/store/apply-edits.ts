/** Applies edits to the HAR file of a cassette, all in one writing. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Har, HarEntry } from '../../har.ts';
import { type Cassette, CassetteError } from '../cassette.ts';
import { readSettings } from '../read-settings.ts';
import type { Recording } from '../recording.ts';
import { referencesIn } from '../side-file.ts';
import { CREATOR, FORMAT, HAR_FILE, readHar } from './read-har.ts';
import { dropSideFiles, type SideFiles, writeSideFiles } from './side-files.ts';
import { recordingsOf, refuseOther } from './to-cassette.ts';
import { toEntry } from './to-entry.ts';
import { writeHar } from './write-har.ts';

export interface Job {
  edit(recordings: readonly Recording[]): readonly Recording[];
  options: {
    /** May only the owner read the files? Otherwise those that are there keep the mode they have. */
    private: boolean;
    /** What new recordings refer to (`withReferences`). */
    files?: SideFiles;
  };
  done(cassette: Cassette): void;
  failed(error: unknown): void;
}

interface Place {
  folder: string;
  directory: string;
  name: string;
}

/** Version of Polly whose form of file this is. */
const POLLY = '6.0.6';
/** Tries to write before it is given up, while somebody who does not lock keeps changing the file. */
const MOST_TRIES = 20;

class ChangedMeanwhile extends CassetteError {}

/** Resolves with a function that tells everybody; rejects when nothing could be written, for reasons that concern all. */
export async function applyEdits(jobs: readonly Job[], place: Place): Promise<() => void> {
  for (let tries = 1; ; tries++) {
    try {
      return await tryOnce(jobs, place);
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile) || tries === MOST_TRIES) throw error;
    }
  }
}

async function tryOnce(jobs: readonly Job[], { folder, directory, name }: Place): Promise<() => void> {
  const file = join(folder, HAR_FILE);
  const stamp = await stampOf(file);
  const har = (await readHar(file)) ?? newHar(name);
  refuseOther(har, folder, name);
  const settings = await readSettings(folder, directory);
  const before = recordingsOf(har, name, folder);
  const entries = new Map<Recording, HarEntry>(before.map((recording, index) => [recording, har.log.entries[index]!]));
  let now: readonly Recording[] = before;
  const refused = new Map<Job, unknown>();
  for (const job of jobs) {
    try {
      const next = job.edit(now);
      for (const recording of next) if (!entries.has(recording)) entries.set(recording, toEntry(recording));
      now = next;
    } catch (error) {
      refused.set(job, error);
    }
  }
  if (now.length !== before.length || now.some((recording, index) => recording !== before[index])) {
    const accepted = jobs.filter((job) => !refused.has(job)).map(({ options }) => options);
    const isPrivate = accepted.some((options) => options.private);
    for (const { files } of accepted) if (files) await writeSideFiles(folder, files, isPrivate);
    // The lock may have been lost, and people write with editors that do not know it.
    const confirm = async (): Promise<void> => {
      if ((await stampOf(file)) !== stamp) throw new ChangedMeanwhile(`${file} keeps changing. Try again.`, file);
    };
    const written: Har = { ...har, log: { ...har.log, entries: now.map((recording) => entries.get(recording)!) } };
    await writeHar(file, written, { private: isPrivate, confirm });
    await dropSideFiles(folder, unneeded(har, written));
  }
  const recordings = now.map((recording, index) => ({ ...recording, id: `${name}#${index + 1}` }));
  return () => {
    for (const job of jobs) {
      if (refused.has(job)) job.failed(refused.get(job));
      else job.done({ name, folder, settings, recordings });
    }
  };
}

/** Side files that only those entries refer to which are gone. */
function unneeded(before: Har, after: Har): string[] {
  const kept = new Set(after.log.entries);
  const gone = before.log.entries.filter((entry) => !kept.has(entry));
  if (gone.length === 0) return [];
  const needed = referencesIn(JSON.stringify(after));
  return [...referencesIn(JSON.stringify(gone))].filter((name) => !needed.has(name));
}

/** Changes with every writing: each puts a new file in the place of the old one. */
async function stampOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found === undefined ? '' : `${found.ino} ${found.mtimeNs} ${found.size}`;
}

function newHar(name: string): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: CREATOR, version: POLLY, comment: 'written by stuntdouble' },
      _recordingName: name,
      _stuntdouble: { format: FORMAT },
      entries: [],
    },
  };
}
