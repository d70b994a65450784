/** Writes a HAR file. */
import type { Har } from '../../har.ts';
import { CassetteError } from '../cassette.ts';
import { harText } from './har-text.ts';
import { type WriteOptions, writeAtomically } from './write-atomically.ts';

/**
 * Writes the file as a whole, so that at any moment it is the old one or the new one. To be called under the lock of its folder.
 *
 * @throws CassetteError when it cannot be written; the old file is as it was
 */
export async function writeHar(file: string, har: Har, options: WriteOptions): Promise<void> {
  let text: string;
  try {
    text = harText(har);
  } catch (error) {
    // The longest string that there is has half a gigabyte.
    if (!(error instanceof RangeError)) throw error;
    throw new CassetteError(`${file} would be too large. Begin another cassette.`, file);
  }
  await writeAtomically(file, text, options);
}
