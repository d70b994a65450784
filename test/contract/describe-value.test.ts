import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeValue } from '../../src/contract/describe-value.ts';

test.each<[unknown, string]>([
  [undefined, 'nothing'],
  [null, 'null'],
  ['abc', 'string "abc"'],
  [3.5, 'number 3.5'],
  [true, 'boolean true'],
  [[1, 2], 'list of 2 items'],
  [[1], 'list of 1 item'],
  [{}, 'object without fields'],
  [{ type: 'x', text: 'y' }, 'object with "type", "text"'],
  ['\ud800', 'string "\\ud800"'],
])('%j is said to be %s', (value, text) => expect(describeValue(value)).toBe(text));

test('no value takes more than 80 characters to describe', () => {
  fc.assert(
    fc.property(
      fc.anything({ key: fc.string({ unit: 'binary' }), withBigInt: false }),
      fc.string({ unit: 'binary', minLength: 60 }),
      (value, text) => {
        expect(describeValue(value).length).toBeLessThanOrEqual(80);
        expect(describeValue(text).length).toBeLessThanOrEqual(80);
        expect(describeValue(text)).toBe(describeValue(text).toWellFormed());
      },
    ),
  );
});
