import { describe, expect, test } from 'vitest';
import { valuesIn } from '../../src/synthesis/values-in.ts';

describe('the values of a tamed schema', () => {
  test.each([
    [1, { type: 'string' }],
    [4, { type: 'array', maxItems: 3, items: { const: 1 } }],
    [5, { type: 'array', maxItems: 4, prefixItems: [{}, {}], items: {} }],
    [3, { type: 'object', properties: { a: {}, b: {} }, required: ['a', 'b'] }],
    [10_101, { type: 'array', maxItems: 100, items: { type: 'array', maxItems: 100, items: {} } }],
    [3, { allOf: [{}, {}] }],
  ])('are counted: %i', (count, tamed) => {
    expect(valuesIn(tamed)).toBe(count);
  });
});
