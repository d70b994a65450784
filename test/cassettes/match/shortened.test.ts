import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortened } from '../../../src/cassettes/match/shortened.ts';

describe('shortened values', () => {
  test('short ones stay as they are', () => {
    for (const value of ['text', 1, null, true, undefined, [1, 'a'], { a: { b: 1 } }])
      expect(shortened(value)).toEqual(value);
  });

  test('long texts show where they begin to differ', () => {
    const [one, other] = [`${'a'.repeat(500)}one${'b'.repeat(500)}`, `${'a'.repeat(500)}two${'b'.repeat(500)}`];
    expect(shortened(one, other)).toBe(`…${'a'.repeat(20)}one${'b'.repeat(57)}…`);
  });

  test('of long lists, many fields and deep nesting the number is told of what is not shown', () => {
    expect(shortened([1, 2, 3, 4, 5, 6, 7])).toEqual([1, 2, 3, 4, 5, '… 2 more']);
    expect(shortened({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 })).toEqual({ a: 1, b: 1, c: 1, d: 1, e: 1, '…': 1 });
    expect(shortened([[[[1, 2]]]])).toEqual([[[['… 2']]]]);
  });

  test('are never cut within a character or an escape', () => {
    const piece = fc.constantFrom('😀', '\\n', '\\\\', '\\u00e9', '\\"', 'a', 'u1');
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 60, maxLength: 120 }),
        fc.array(piece, { maxLength: 120 }),
        (some, others) => {
          const text = some.join('');
          const shown = String(shortened(text, others.join('')));
          const part = shown.replace(/^…|…$/g, '');
          expect(text).toContain(part);
          expect(part.isWellFormed()).toBe(true);
          // The text is the inside of a JSON string, and so is each part of it.
          if (!some.includes('\\"') || part.length < text.length) expect(() => JSON.parse(`"${part}"`)).not.toThrow();
        },
      ),
    );
  });
});
