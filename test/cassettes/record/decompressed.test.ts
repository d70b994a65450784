import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decompressed, type Piece } from '../../../src/cassettes/record/decompressed.ts';
import { NotKept } from '../../../src/cassettes/record/not-kept.ts';

const CODERS: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  gzip: gzipSync,
  deflate: deflateSync,
  'deflate ': deflateRawSync,
  br: brotliCompressSync,
};

const MOST = 2 ** 20;

function joined(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map(({ bytes }) => bytes));
}

function cut(bytes: Buffer, cuts: readonly number[]): Piece[] {
  const ends = [...cuts.map((each) => each % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => ({ at: index * 10, bytes: bytes.subarray(index === 0 ? 0 : ends[index - 1], end) }));
}

describe('compressed pieces', () => {
  test('give the same text however they are coded and cut, in the order of time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2000 }),
        fc.array(fc.constantFrom(...Object.keys(CODERS)), { maxLength: 2 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        async (body, codings, cuts) => {
          const bytes = codings.reduce<Buffer>((coded, coding) => CODERS[coding]!(coded), Buffer.from(body));
          const pieces = await decompressed(cut(bytes, cuts), codings.join(','), { whole: true, most: MOST });
          expect(joined(pieces)).toEqual(Buffer.from(body));
          expect(pieces.map(({ at }) => at)).toEqual(pieces.map(({ at }) => at).sort((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('without a coding stay as they are', async () => {
    const pieces = cut(Buffer.from('text'), [2]);
    expect(await decompressed(pieces, '', { whole: true, most: MOST })).toEqual(pieces);
    expect(await decompressed(pieces, 'Identity', { whole: true, most: MOST })).toEqual(pieces);
  });

  test('of a reply without a body need no coding that is known', async () => {
    expect(await decompressed([], 'compress', { whole: true, most: MOST })).toEqual([]);
  });

  test('of a broken reply give what can be read of them', async () => {
    const text = Array.from({ length: 500 }, (_, index) => `event ${index}\n`).join('');
    const pieces = await decompressed(cut(gzipSync(text).subarray(0, 800), []), 'gzip', { whole: false, most: MOST });
    expect(joined(pieces).length).toBeGreaterThan(100);
    expect(text.startsWith(joined(pieces).toString())).toBe(true);
  });

  test.each([
    ['lzw', Buffer.from('x'), 'The content-encoding "lzw" of the reply cannot be undone here.'],
    ['constructor', Buffer.from('x'), 'The content-encoding "constructor" of the reply cannot be undone here.'],
    ['br', Buffer.from('no brotli at all'), 'The reply is no br, though its headers say so'],
    ['gzip', gzipSync('whole').subarray(0, -1), 'The reply is no gzip, though its headers say so'],
    ['gzip', gzipSync(Buffer.alloc(MOST + 1)), 'Decompressed, the reply is longer than 1 MiB.'],
  ])('of %s that cannot be undone are not kept', async (coding, bytes, message) => {
    const undone = decompressed(cut(bytes, []), coding, { whole: true, most: MOST });
    await expect(undone).rejects.toThrow(message);
    await expect(undone).rejects.toBeInstanceOf(NotKept);
  });
});
