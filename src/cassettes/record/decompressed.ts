/** The text behind compressed pieces, for the recording. The client gets the pieces as they came. */
import { decoderOf } from '../upstream/content-codings.ts';
import { NotKept } from './not-kept.ts';

/** A piece of a body, and when it came. */
export interface Piece {
  /** Milliseconds from the sending of the request. */
  at: number;
  bytes: Uint8Array;
}

/**
 * Undoes `content-encoding`, piece by piece: what a piece of compressed bytes gave stands at that piece's time.
 *
 * @param codings value of the header, such as `gzip` or `gzip, br`
 * @param whole did the reply come whole? Of a broken one, what can be read is taken
 * @param most bytes
 * @throws NotKept for a coding that is not known here, bytes that are none of it, or more than `most` of them
 */
export async function decompressed(
  pieces: readonly Piece[],
  codings: string,
  { whole, most }: { whole: boolean; most: number },
): Promise<readonly Piece[]> {
  const names = codings.split(',').map((name) => name.trim().toLowerCase());
  let undone = pieces;
  for (const name of names.reverse()) {
    if (name !== '' && name !== 'identity') undone = await undo(name, undone, whole, most);
  }
  return undone;
}

async function undo(coding: string, pieces: readonly Piece[], whole: boolean, most: number): Promise<readonly Piece[]> {
  const first = pieces.find(({ bytes }) => bytes.length > 0);
  // Replies without a body, such as to HEAD, name the coding that they would have.
  if (!first) return pieces;
  const decoder = decoderOf(coding);
  if (!decoder) throw new NotKept(`The content-encoding ${JSON.stringify(coding)} of the reply cannot be undone here.`);
  const stream = decoder(first.bytes[0]!);
  const undone: Piece[] = [];
  let at = 0;
  let size = 0;
  stream.on('data', (bytes: Uint8Array) => {
    size += bytes.length;
    if (size > most) stream.destroy(new NotKept(`Decompressed, the reply is longer than ${most / 2 ** 20} MiB.`));
    undone.push({ at, bytes });
  });
  const over = new Promise<void>((resolve, reject) => stream.once('end', resolve).once('error', reject));
  // Heard below, or not at all when the reply was broken anyway.
  over.catch(() => undefined);
  try {
    for (const piece of pieces) {
      at = piece.at;
      const written = new Promise<void>((resolve) => stream.write(piece.bytes, () => resolve()));
      await Promise.race([over, written]);
    }
    if (whole) {
      stream.end();
      await over;
    }
  } catch (error) {
    if (error instanceof NotKept) throw error;
    if (whole) throw new NotKept(`The reply is no ${coding}, though its headers say so (${(error as Error).message}).`);
  } finally {
    stream.destroy();
  }
  return undone;
}
