import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quote, quoteValue, shorten } from '../../../src/stubs/conditions/finding.ts';

describe('a text in a finding', () => {
  test('is quoted, and shows what cannot be seen', () => {
    expect(quote('say "hi"\n')).toBe('"say \\"hi\\"\\n"');
    expect(shorten('say "hi"\\\u001b[2J\u202e')).toBe('say "hi"\\\\u001b[2J\\u202e');
    expect(quote('\ud800')).toBe('"\\ud800"');
    expect(quoteValue({ a: [1] })).toBe('{"a":[1]}');
    expect(quoteValue(undefined)).toBe('nothing');
    const value = { a: [1, 'x', null, true, { b: {} }, []], '': -1.5, c: '"\ud800' };
    expect(quoteValue(value)).toBe(shorten(JSON.stringify(value)));
  });

  test('is cut after 200 characters, never within one', () => {
    expect(quote('😀'.repeat(300))).toBe(`"${'😀'.repeat(200)}"…`);
    expect(quote('a'.repeat(200))).toBe(`"${'a'.repeat(200)}"`);
    expect(shorten('😀'.repeat(300))).toBe(`${'😀'.repeat(199)}…`);
  });

  test('is well formed and of bounded length, whatever came', () => {
    const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
    const any = fc.string({ unit, maxLength: 250 });
    fc.assert(
      fc.property(any, (text) => {
        for (const shown of [quote(text), shorten(text)]) {
          expect(shown.isWellFormed()).toBe(true);
          expect(shown.length).toBeLessThanOrEqual(200 * 12 + 3);
          expect(/\p{Cc}/u.test(shown)).toBe(false);
        }
      }),
    );
  });

  test('may be a value that is huge, or nested without end', () => {
    let deep: unknown = [];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(quoteValue(deep)).toBe(`${'['.repeat(199)}…`);
    const huge = quoteValue(Array.from({ length: 1_000_000 }, () => ({ a: '😀'.repeat(9) })));
    expect(huge).toMatch(/^\[\{"a":"😀{9}"\},\{"a":.*…$/u);
    expect([...huge]).toHaveLength(200);
  });
});
