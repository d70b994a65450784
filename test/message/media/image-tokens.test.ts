import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveModel } from '../../../src/backend/catalogue.ts';
import { imageTokens, UNKNOWN_IMAGE } from '../../../src/message/media/image-tokens.ts';

const older = resolveModel('claude-sonnet-4-6');
const newer = resolveModel('claude-opus-4-8');

describe('the tokens of an image', () => {
  test.each([
    ['a pixel', 1, 1, 1, 1],
    ['a square', 1000, 1000, 1296, 1296],
    ['a patch and a pixel', 29, 28, 2, 2],
    ['one that is just small enough for older models', 1092, 1092, 1521, 1521],
    ['a photograph, made smaller for older models', 1920, 1080, 1560, 2691],
    ['a large photograph, made smaller for all', 8000, 6000, 1564, 4740],
    ['a long strip', 8000, 10, 56, 92],
  ])('%s', (_what, width, height, forOlder, forNewer) => {
    expect(imageTokens({ width, height }, older)).toBe(forOlder);
    expect(imageTokens({ width, height }, newer)).toBe(forNewer);
    expect(imageTokens({ width: height, height: width }, newer)).toBe(forNewer);
  });

  test('stay within the limits of the model, and are not wasted', () => {
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const tokens = [imageTokens({ width, height }, older), imageTokens({ width, height }, newer)];
        expect(tokens[0]).toBeLessThanOrEqual(1568);
        expect(tokens[1]).toBeLessThanOrEqual(4784);
        expect(tokens[0]).toBeLessThanOrEqual(tokens[1]!);
        if (Math.max(width, height) <= 1092) expect(tokens[0]).toBe(Math.ceil(width / 28) * Math.ceil(height / 28));
      }),
    );
  });

  test('of unknown size are what a megapixel costs', () => {
    expect(imageTokens(null, older)).toBe(UNKNOWN_IMAGE);
  });
});
