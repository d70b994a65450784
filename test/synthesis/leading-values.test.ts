import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leadingValues } from '../../src/synthesis/leading-values.ts';

describe('leading values', () => {
  test.each<[text: string, values: [string, string][] | undefined]>([
    [
      '{"temperature":15,"sky":"clear","wind":3}',
      [
        ['temperature', '15'],
        ['sky', 'clear'],
      ],
    ],
    ['{"a":null,"b":{"c":true}}', [['c', 'true']]],
    [
      '[{"name":"Anna"},{"name":"Bob"}]',
      [
        ['name', 'Anna'],
        ['name', 'Bob'],
      ],
    ],
    [
      '[1,2,3]',
      [
        ['', '1'],
        ['', '2'],
      ],
    ],
    ['{"__proto__":"x"}', [['__proto__', 'x']]],
    ['{}', undefined],
    ['15 degrees', undefined],
    ['{"broken":', undefined],
    ['42', undefined],
  ])('of %s', (text, values) => {
    expect(leadingValues(text)).toEqual(values);
  });

  test('of any JSON are at most two', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(leadingValues(text)?.length ?? 0).toBeLessThanOrEqual(2);
      }),
    );
  });
});
