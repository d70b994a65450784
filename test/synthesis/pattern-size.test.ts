import { describe, expect, test } from 'vitest';
import { patternSize } from '../../src/synthesis/pattern-size.ts';

describe('the size of a pattern', () => {
  test.each([
    ['^abc$', 3],
    ['a?b*c+', 12],
    ['[a-z]{2}-\\d+', 9],
    ['[\\]+]{3}', 3],
    ['(ab|c){3}', 9],
    ['((a{10}){10}){10}', 1000],
    ['(a{1000}){1000}', 1_000_000],
    ['a{2,9}', 7],
    ['a{2,}', 7],
    ['a{x}', 4],
    ['', 0],
    ['(a', Number.POSITIVE_INFINITY],
    ['a)', Number.POSITIVE_INFINITY],
  ])('%s is %d', (pattern, size) => {
    expect(patternSize(pattern)).toBe(size);
  });

  test('is told quickly for a megabyte of brackets', () => {
    patternSize('('.repeat(500_000) + ')'.repeat(500_000));
  });
});
