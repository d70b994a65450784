import { expect, test } from 'vitest';
import { ageOf, ageText } from '../../src/cassettes/age.ts';

test.each([
  ['30d', 2_592_000_000],
  ['12h', 43_200_000],
  ['90m', 5_400_000],
  ['5s', 5000],
  ['2w', 1_209_600_000],
  ['0d', 0],
  ['', undefined],
  ['30', undefined],
  ['-1d', undefined],
  ['1.5d', undefined],
  ['1y', undefined],
  ['12345678d', undefined],
])('%s is an age of %s milliseconds', (text, expected) => {
  expect(ageOf(text)).toBe(expected);
});

test.each([
  [0, '0 seconds'],
  [1500, '1 second'],
  [3_600_000, '1 hour'],
  [50 * 86_400_000 + 1, '50 days'],
  [-5, '0 seconds'],
])('%d milliseconds are told as %s', (milliseconds, expected) => {
  expect(ageText(milliseconds)).toBe(expected);
});
