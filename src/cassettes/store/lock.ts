/** Lets one at a time change a cassette: within this process, and among all processes that use the same folder. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CassetteError } from '../cassette.ts';
import { fileError } from './file-error.ts';

/** Its name begins with a dot, so that whoever looks for cassettes passes it by. It is an empty folder, which version control ignores. */
export const LOCK = '.lock';
/** Milliseconds after which a lock counts as left behind by a process that was killed. Holders refresh theirs more often. */
const STALE = 5000;
const REFRESH = 1000;
/** About half a minute in all. */
const RETRIES = { retries: 120, minTimeout: 10, maxTimeout: 300, factor: 1.3, randomize: true };

/** The last in each queue, by folder. */
const queues = new Map<string, Promise<void>>();

/**
 * Waits until the cassette in `folder` may be changed, making the folder when it is not there. Who gets the lock calls the function that
 * comes back when done. A lock of a killed process is taken over five seconds after its death.
 *
 * @throws CassetteError when the folder cannot be made, or another process holds the lock for half a minute
 * @example
 * const release = await lock(folder);
 * try { ... } finally { await release(); }
 */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const key = resolve(folder);
  const before = queues.get(key);
  let leave = (): void => undefined;
  const turn = new Promise<void>((done) => {
    leave = done;
  });
  queues.set(key, turn);
  const next = (): void => {
    if (queues.get(key) === turn) queues.delete(key);
    leave();
  };
  await before;
  try {
    const release = await lockAmongProcesses(key);
    return async () => {
      // Whoever lost the lock, asleep for too long, has nothing to give back.
      await release().catch(() => undefined);
      next();
    };
  } catch (error) {
    next();
    throw error;
  }
}

async function lockAmongProcesses(folder: string): Promise<() => Promise<void>> {
  const lockfilePath = join(folder, LOCK);
  try {
    await mkdir(folder, { recursive: true });
    // Loaded by those who write; it listens for the end of the process.
    const library = await import('proper-lockfile');
    return await library.lock(folder, {
      lockfilePath,
      realpath: false,
      stale: STALE,
      update: REFRESH,
      retries: RETRIES,
      // Nothing is lost: who writes looks first whether the file is still what it read.
      onCompromised: () => undefined,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw fileError(folder, 'locked', error);
    const mend = `Wait until it is done; if there is none, delete ${lockfilePath}.`;
    throw new CassetteError(`${folder} is held by another process that changes the cassette. ${mend}`, folder);
  }
}
