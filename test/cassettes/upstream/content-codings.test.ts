import { expect, test } from 'vitest';
import { acceptable, decoderOf } from '../../../src/cassettes/upstream/content-codings.ts';

test.each([
  ['gzip, deflate, br', 'gzip, deflate, br'],
  ['gzip;q=1.0, compress;q=0.5, *;q=0', 'gzip;q=1.0'],
  ['GZIP ,Br; q=0.1', 'GZIP, Br; q=0.1'],
  ['identity;q=0.5, x-unknown', 'identity;q=0.5'],
  ['*', 'identity'],
  ['', 'identity'],
])('of "%s" the upstream is told "%s"', (accept, told) => {
  expect(acceptable(accept)).toBe(told);
});

test('only codings that Node can undo are known', async () => {
  const { createZstdDecompress } = (await import('node:zlib')) as { createZstdDecompress?: unknown };
  expect(decoderOf('zstd') === undefined).toBe(createZstdDecompress === undefined);
  expect(decoderOf('compress')).toBeUndefined();
});
