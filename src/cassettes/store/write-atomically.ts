/** Puts a file on the disk whole or not at all, and for good. */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileError } from './file-error.ts';

export interface WriteOptions {
  /** Readable and writable by its owner only. Otherwise a file that is there keeps the mode it has. */
  private: boolean;
  /** Asked when all is written, right before it takes the place of what was there; throws to leave everything as it was. */
  confirm?(): Promise<void>;
}

const OWNER_ONLY = 0o600;

/**
 * Writes `content` beside `file`, and then puts it in its place; both are flushed to the disk, file and folder. Folders are made as needed.
 * A process killed on the way leaves the old file, and perhaps `<file>.<digits>`, which does no harm.
 *
 * @throws CassetteError: disk full, no permission, a file where a folder is needed; the old file is as it was
 */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array,
  { private: isPrivate, confirm }: WriteOptions,
): Promise<void> {
  const folder = dirname(resolve(file));
  try {
    const made = await mkdir(folder, { recursive: true });
    // Loaded by those who write; it listens for the end of the process.
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await writeFileAtomic(file, '', {
      ...(isPrivate && { mode: OWNER_ONLY }),
      // Its own writing takes a write that a full disk cut short for a whole one; this one goes on until all is written, or throws.
      tmpfileCreated: async (part) => {
        await writeFile(part, content);
        await confirm?.();
      },
    });
    await flushFolders(folder, made === undefined ? folder : dirname(resolve(made)));
  } catch (error) {
    throw fileError(file, 'written', error);
  }
}

/** From `folder` up to `top`: the names in a folder are as durable as its content. */
async function flushFolders(folder: string, top: string): Promise<void> {
  await flushFolder(folder);
  if (folder !== top && folder.startsWith(top)) await flushFolders(dirname(folder), top);
}

async function flushFolder(folder: string): Promise<void> {
  // Windows does not open folders, and some file systems do not flush them: there a name is durable when it is.
  const handle = await open(folder, 'r').catch(() => undefined);
  if (handle === undefined) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}
