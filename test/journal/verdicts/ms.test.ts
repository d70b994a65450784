import { expect, test } from 'vitest';
import { ms } from '../../../src/journal/verdicts/ms.ts';

test.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [1499.6, '1.5 s'],
  [660_000, '660 s'],
])('%d ms are told as %s', (value, text) => {
  expect(ms(value)).toBe(text);
});
