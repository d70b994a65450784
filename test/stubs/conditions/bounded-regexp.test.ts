import { describe, expect, test } from 'vitest';
import { boundedRegExp } from '../../../src/stubs/conditions/bounded-regexp.ts';
import { compileWhen } from '../../../src/stubs/conditions/when.ts';
import { saying } from '../subject-of.ts';

describe('a regular expression of a stub', () => {
  test.each<[string, string, boolean, string]>([
    ['^hi', 'Hi', false, '/^hi/u'],
    ['/^hi/i', 'Hi', true, '/^hi/i'],
    ['/a.b/s', 'a\nb', true, '/a.b/s'],
    ['/a/b', '/a/b', true, '/\\/a\\/b/u'],
    ['^.$', '😀', true, '/^.$/u'],
    ['\\p{Lu}', 'a', false, '/\\p{Lu}/u'],
    ['\\-', '-', true, '/\\-/'],
    ['[^]*', '', true, '/[^]*/u'],
  ])('%s is applied to %j', (written, text, fits, source) => {
    const regExp = boundedRegExp(written);
    expect(regExp.test(text)).toBe(fits);
    expect(regExp.written).toBe(source);
  });

  test('starts anew for each text, whatever its flags', () => {
    const regExp = boundedRegExp('/a/gy');
    expect([regExp.test('ab'), regExp.test('ab'), regExp.test('ba')]).toEqual([true, true, false]);
  });

  test.each(['(', '/(/i', '/a/uv', '/a/ii'])('%s is none', (written) => {
    expect(() => boundedRegExp(written)).toThrow(SyntaxError);
  });

  test.each(['(a+)+$', '/^(a|aa)+$/i', '(.*)*b', 'a*a*a*a*b'])('%s comes to an end on a long text', (pattern) => {
    const text = `${'a'.repeat(50_000)}!`;
    expect(boundedRegExp(pattern).test(text)).toBeUndefined();
    const { matches, explain } = compileWhen({ text: { matches: pattern } });
    expect(matches(saying(text))).toBe(false);
    const [finding] = explain(saying(text));
    expect(finding?.holds).toBe(false);
    expect(finding?.actual).toMatch(/^no match within 50 ms in "aaa/);
  });

  test('that ran out of time for a text is not tried again on that text at once', () => {
    const regExp = boundedRegExp('(a+)+$');
    const text = `${'a'.repeat(40)}!`;
    expect(regExp.test(text)).toBeUndefined();
    const before = process.cpuUsage();
    for (let n = 0; n < 20; n++) expect(regExp.test(text)).toBeUndefined();
    // Once more would take 50 milliseconds.
    expect(process.cpuUsage(before).user).toBeLessThan(40_000);
    expect(regExp.test('aaa')).toBe(true);
    expect(regExp.test('b')).toBe(false);
  });

  test('that exhausts the stack has not matched', () => {
    expect(boundedRegExp('(?:a|b)*c').test('ab'.repeat(5_000_000))).toBeUndefined();
  });

  test('that may take long is applied all the same where it does not', () => {
    expect(boundedRegExp('(a+)+$').test('baa')).toBe(true);
    expect(boundedRegExp('(a+)+$').test('aab')).toBe(false);
    expect(boundedRegExp('x.*y.*z').test(`${'-'.repeat(20_000)}x y z`)).toBe(true);
  });
});
