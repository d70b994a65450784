import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codePointCount } from '../../src/contract/code-points.ts';

test('every string has as many code points as its iterator says, lone surrogates included', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '😀', '\ud83d', '\ude00', 'é')),
      (parts) => codePointCount(parts.join('')) === [...parts.join('')].length,
    ),
  );
  expect(codePointCount('')).toBe(0);
});
