import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageHead } from '../../../src/message/media/image-size.ts';
import { gif, jpeg, png, webp } from '../../support/media.ts';

describe('the head of an image', () => {
  test('is read by a library that nobody has to load before an image came', () => {
    const loaded = () =>
      Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('image-size'));
    expect(imageHead('aGVsbG8=')).toBe(null);
    expect(loaded()).toEqual([]);
    imageHead(png(1, 1));
    expect(loaded()).not.toEqual([]);
  });

  test.each([
    ['png', png(1200, 800)],
    ['gif', gif(1200, 800)],
    ['jpeg', jpeg(1200, 800)],
    ['webp', webp(1200, 800)],
  ])('tells the size of a %s', (kind, data) => {
    expect(imageHead(data)).toEqual({ kind, size: { width: 1200, height: 800 } });
  });

  test('is found in a JPEG behind long notes, and in a progressive one', () => {
    expect(imageHead(jpeg(300, 200, 150_000))?.size).toEqual({ width: 300, height: 200 });
    expect(imageHead(jpeg(300, 200, 0, 0xc2))?.size).toEqual({ width: 300, height: 200 });
  });

  test('is not looked for behind more notes than a camera writes', () => {
    expect(imageHead(jpeg(300, 200, 1_000_000))).toEqual({ kind: 'jpeg', size: null });
  });

  test('without a size is still known by its kind', () => {
    expect(imageHead('iVBORw0KGgo=')).toEqual({ kind: 'png', size: null });
    expect(imageHead(png(0, 5))).toEqual({ kind: 'png', size: null });
    expect(imageHead(Buffer.from([0xff, 0xd8, 0xff, ...Array(1000).fill(0)]).toString('base64'))?.size).toBe(null);
  });

  test('of other bytes is none', () => {
    for (const data of ['', '=', 'aGVsbG8=', 'Qk0=', '%%%', 'JVBERi0xLjQK']) expect(imageHead(data)).toBe(null);
  });

  test('never throws, whatever follows the signature', () => {
    const signatures = [png(1, 1), gif(1, 1), jpeg(1, 1), webp(1, 1)].map((data) => Buffer.from(data, 'base64'));
    fc.assert(
      fc.property(fc.constantFrom(...signatures), fc.nat(40), fc.uint8Array({ maxLength: 200 }), (whole, cut, rest) => {
        imageHead(Buffer.concat([whole.subarray(0, cut), rest]).toString('base64'));
      }),
    );
  });
});
