/** Width and height of an image, read from its header alone. */
import { createRequire } from 'node:module';
import { type ImageKind, imageKind } from './image-kind.ts';

export interface ImageHead {
  kind: ImageKind;
  /** In pixels; null where the header does not tell. */
  size: { width: number; height: number } | null;
}

/** Of what a module of the library exports. Only the reader of one format is ever loaded, and only when such an image came. */
type Reader = typeof import('image-size/types/png').PNG;

const READERS: { readonly [kind in ImageKind]: readonly [module: string, name: string] } = {
  png: ['image-size/types/png', 'PNG'],
  jpeg: ['image-size/types/jpg', 'JPG'],
  gif: ['image-size/types/gif', 'GIF'],
  webp: ['image-size/types/webp', 'WEBP'],
};

/** Enough for the formats that begin with their size, in base64 digits (a multiple of four). */
const SHORT_HEAD = 128;
/** A JPEG tells its size behind its notes (camera data, previews, colours), which may be long. */
const JPEG_HEAD = 256 * 1024;

// Counting tokens is synchronous, so loading must be: `require` waits, `import` would not.
const load = createRequire(import.meta.url);

/**
 * The format of an image and its size, or null when it is none that the API takes. Decodes no more than the header.
 *
 * @param data base64
 * @example imageHead('R0lGODlhAgADAA==') // { kind: 'gif', size: { width: 2, height: 3 } }
 */
export function imageHead(data: string): ImageHead | null {
  const start = Buffer.from(data.slice(0, SHORT_HEAD), 'base64');
  const kind = imageKind(start);
  if (kind === null) return null;
  return { kind, size: sizeIn(kind === 'jpeg' ? Buffer.from(data.slice(0, JPEG_HEAD), 'base64') : start, kind) };
}

function sizeIn(bytes: Buffer, kind: ImageKind): ImageHead['size'] {
  if (kind === 'jpeg' && !leadsToFrame(bytes)) return null;
  const [module, name] = READERS[kind];
  const reader = (load(module) as Record<string, Reader>)[name]!;
  try {
    // A copy, for the library reads what lies behind a buffer that is a part of Node's shared pool.
    const { width, height } = reader.calculate(new Uint8Array(bytes));
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    // The library throws on headers that are cut short or broken.
    return null;
  }
}

/**
 * Does a JPEG's chain of segments lead to the one with the size? Where it is broken the library goes on byte by byte, with a new
 * array for each (20 ms per file, measured), so it is only given whole chains.
 */
function leadsToFrame(bytes: Buffer): boolean {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xc2) return true;
    // Bytes of 0xff may fill the room between segments.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}
