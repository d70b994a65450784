import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, TooDeep } from '../src/canonical.ts';

describe('canonical JSON', () => {
  test('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value, 50))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order of keys', () => {
    const shuffled = fc
      .dictionary(fc.string(), fc.jsonValue())
      .chain((value) =>
        fc
          .shuffledSubarray(Object.entries(value), { minLength: Object.keys(value).length })
          .map((entries) => ({ value, entries })),
      );
    fc.assert(
      fc.property(shuffled, ({ value, entries }) => {
        expect(canonical(Object.fromEntries(entries), 50)).toBe(
          canonical(Object.fromEntries(Object.entries(value)), 50),
        );
      }),
    );
  });

  test('leaves out the named keys of the outermost object only', () => {
    expect(canonical({ stream: true, inner: { stream: true } }, 5, ['stream'])).toBe('{"inner":{"stream":true}}');
  });

  test('keeps keys that look like the prototype', () => {
    expect(canonical(JSON.parse('{"__proto__":{"a":1}}'), 5)).toBe('{"__proto__":{"a":1}}');
  });

  test('refuses what is nested too deep, instead of overflowing the stack', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect(() => canonical(deep, 200)).toThrow(TooDeep);
  });
});
