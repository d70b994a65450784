/** The content codings that can be undone here. The bytes themselves are relayed as they are; only a recording needs the text. */
import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** Makes what undoes a coding. `first` is the first byte: servers disagree on what `deflate` is. */
export type Decoder = (first: number) => Transform;

/** Flushing with every write: what a chunk holds is known when the chunk has been fed, not when the next one comes. */
const GZIP = { flush: zlib.constants.Z_SYNC_FLUSH };
const BROTLI = { flush: zlib.constants.BROTLI_OPERATION_FLUSH };

/** The low half of the first byte of a zlib stream (RFC 1950). Without it, it is bare deflate (RFC 1951), as some servers send. */
const ZLIB = 8;

/** Node has it from 22.15 on; the types are of the oldest Node. */
const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };

const CODINGS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', () => zlib.createGunzip(GZIP)],
  ['x-gzip', () => zlib.createGunzip(GZIP)],
  ['deflate', (first) => ((first & 15) === ZLIB ? zlib.createInflate(GZIP) : zlib.createInflateRaw(GZIP))],
  ['br', () => zlib.createBrotliDecompress(BROTLI)],
  ...(createZstdDecompress ? [['zstd', createZstdDecompress] as const] : []),
]);

/** What undoes a coding of this name, in lower case; undefined when it is not known here. */
export function decoderOf(coding: string): Decoder | undefined {
  return CODINGS.get(coding);
}

/**
 * The codings of an `accept-encoding` that can be undone here, as the client ranked them; `*` goes, since it stands for the others too.
 *
 * @example acceptable('gzip, br;q=0.5, compress, *') // 'gzip, br;q=0.5'
 */
export function acceptable(accept: string): string {
  const kept = accept.split(',').filter((part) => {
    const coding = part.split(';')[0]!.trim().toLowerCase();
    return coding === 'identity' || CODINGS.has(coding);
  });
  return kept.length === 0 ? 'identity' : kept.map((part) => part.trim()).join(', ');
}
