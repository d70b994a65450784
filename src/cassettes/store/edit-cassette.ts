/** Changes a cassette so that nothing is lost, whoever else changes it at the same time. */
import { join, resolve } from 'node:path';
import type { Cassette } from '../cassette.ts';
import { applyEdits, type Job } from './apply-edits.ts';
import { folderOf } from './folder-of.ts';
import { LOCK, lock } from './lock.ts';
import { dropLeftovers } from './side-files.ts';

/** Who waits for the lock, by folder and name: whoever gets it writes for all of them. Two names may share a folder, which is refused. */
const waiting = new Map<string, Job[]>();

/**
 * Reads the cassette, which may not be there yet, changes its recordings, and writes it. Resolves when all is on the disk for good, with what
 * is there then. Recordings are numbered anew: an `id` counts for nothing. Those that come back as they were handed out keep their entries
 * in the file as they are, with whatever others wrote into them. Side files that are no longer referred to are deleted.
 *
 * @param edit gives the new recordings, without changing the old ones; may be called more than once
 * @throws CassetteError when the file cannot be read, locked or written, which leaves it as it was; and whatever `edit` throws
 * @example await editCassette('cassettes', 'tool-loop', (recordings) => [...recordings, recording], { private: false });
 */
export async function editCassette(
  directory: string,
  name: string,
  edit: Job['edit'],
  options: Job['options'],
): Promise<Cassette> {
  const folder = folderOf(directory, name);
  return new Promise((done, failed) => {
    const job: Job = { edit, options, done, failed };
    const key = `${folder} ${name}`;
    const others = waiting.get(key);
    if (others) others.push(job);
    else {
      waiting.set(key, [job]);
      void work(key, { folder, directory: resolve(directory), name });
    }
  });
}

/** Never rejects: the jobs are told. */
async function work(key: string, place: { folder: string; directory: string; name: string }): Promise<void> {
  const { folder } = place;
  let jobs: readonly Job[] | undefined;
  let tell: () => void;
  // Whoever comes from then on waits for the next turn.
  const take = (): readonly Job[] => {
    const taken = waiting.get(key) ?? [];
    waiting.delete(key);
    return taken;
  };
  try {
    const release = await lock(folder);
    jobs = take();
    try {
      await dropLeftovers(folder, join(folder, LOCK));
      tell = await applyEdits(jobs, place);
    } finally {
      await release();
    }
  } catch (error) {
    tell = () => {
      for (const { failed } of jobs ?? take()) failed(error);
    };
  }
  tell();
}
