import { expect, test } from 'vitest';
import { sumIn } from '../../../src/synthesis/server-tools/arithmetic.ts';

test.each([
  ['What is 2 + 3 * 4?', 14],
  ['12*7', 84],
  ['10 - 2 - 3', 5],
  ['8 / 2 / 2 + 1', 3],
  ['1.5 + 1', 2.5],
])('the sum in %s is %d', (text, value) => {
  expect(sumIn(text)?.value).toBe(value);
});

test('what has no finite value is no sum', () => {
  expect([sumIn('hello'), sumIn('7'), sumIn('1 / 0'), sumIn('1.2.3 + 1')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
