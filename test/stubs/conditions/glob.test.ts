import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGlob, fitsGlob } from '../../../src/stubs/conditions/glob.ts';

describe('a name with * and ?', () => {
  test.each<[string, string, boolean]>([
    ['claude-*', 'claude-opus-4', true],
    ['claude-*', 'Claude-opus-4', false],
    ['*/claude', 'anthropic/x/claude', true],
    ['claude', 'claude-2', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['*ab*ab', 'abxabab', true],
    ['[a]+', '[a]+', true],
    ['[a]+', 'aa', false],
  ])('%s is held against %s', (pattern, name, fits) => expect(fitsGlob(pattern, name)).toBe(fits));

  test('fits the same names as the regular expression it stands for', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (pattern, name) => {
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '[^]*').replaceAll('?', '[^]');
        expect(fitsGlob(pattern, name)).toBe(new RegExp(`^${source}$`).test(name));
      }),
      { numRuns: 2000 },
    );
  });

  test('comes to an end whatever it is', () => {
    expect(fitsGlob(`${'*a'.repeat(30)}b`, 'a'.repeat(10_000))).toBe(false);
  });

  test('may be several, of which one must fit', () => {
    expect(compileGlob(['a*', 'b']).fits('b')).toBe(true);
    expect(compileGlob([]).fits('b')).toBe(false);
  });
});
