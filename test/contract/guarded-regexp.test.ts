import { describe, expect, test } from 'vitest';
import { guardedRegExp, longestSafeText } from '../../src/contract/guarded-regexp.ts';

describe('a pattern from a stranger', () => {
  test.each<[string, string, boolean]>([
    ['^a+$', 'aaa', true],
    ['^a+$', 'aab', false],
    ['^(\\d{3}-){2}\\d{4}$', '123-456-7890', true],
    ['^(\\d{3}-){2}\\d{4}$', '123-456-789', false],
    ['^[(|+*]+$', '(|', true],
    ['^[(|+*]+$', 'a', false],
    ['^(cat|dog)$', 'cow', false],
    ['^[\\w\\-.]+$', 'a b', false],
    ['\\p{L}', '1', false],
  ])('%s is applied to %s', (pattern, text, fits) => expect(guardedRegExp(pattern, 'u').test(text)).toBe(fits));

  test.each(['(a+)+$', '(a|a)*$', '((a*))*b', '(?:x?){50}x{50}$', '(.*)\\1+$', '(a{1,9})*$', '(?<n>a)\\k<n>+$'])(
    '%s could take too long and counts as matching',
    (pattern) => expect(guardedRegExp(pattern, 'u').test('b!')).toBe(true),
  );

  test('with several repetitions is applied to short texts only', () => {
    const pattern = guardedRegExp('^a*b*c*$', 'u');
    expect(pattern.test('x'.repeat(100))).toBe(false);
    expect(pattern.test('x'.repeat(10_000))).toBe(true);
  });

  test('that is none at all is an error, and others are told apart by their text', () => {
    expect(() => guardedRegExp('(', 'u')).toThrow(SyntaxError);
    expect(String(guardedRegExp('a', 'u'))).not.toBe(String(guardedRegExp('b', 'u')));
  });
});

describe('a search that nobody bounds', () => {
  test('is safe up to a length that falls with every repetition, and never with nested ones', () => {
    expect(['^a+$', 'a', 'a+', 'a+b+', '(a+)+'].map(longestSafeText)).toEqual([10_000_000, 10_000_000, 3162, 215, -1]);
    expect(longestSafeText('^a+|b+')).toBe(longestSafeText('a+b+'));
    expect(longestSafeText('a{1000}')).toBe(longestSafeText('a+'));
  });
});
