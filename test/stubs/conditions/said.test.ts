import { expect, test } from 'vitest';
import { Said } from '../../../src/stubs/conditions/said.ts';
import { compileText } from '../../../src/stubs/conditions/text-match.ts';

test('upper and lower case are one where case is ignored, wherever a letter stands in its word', () => {
  const contains = (needle: string, text: string) =>
    compileText({ contains: needle, ignoreCase: true }).matches(new Said(text));
  expect(contains('HELLO', 'Say hello')).toBe(true);
  expect(contains('ΟΔΟΣ', 'οδοσήμανση')).toBe(true);
  expect(contains('οδός', 'ΟΔΌΣ')).toBe(true);
  expect(contains('straße', 'STRASSE')).toBe(false);
});
