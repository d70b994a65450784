import { describe, expect, test } from 'vitest';
import { jsonKey } from '../../src/contract/equal-values.ts';
import { compileUserSchema } from '../../src/contract/user-schema.ts';

async function said(schema: object, value: unknown): Promise<string[]> {
  const compiled = await compileUserSchema(schema);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.violations(value).map(({ words }) => words);
}

describe('equal values', () => {
  test('are those of equal JSON, whatever the order of keys', () => {
    expect(jsonKey({ a: [1, { c: 2, b: 3 }], d: 4 })).toBe(jsonKey({ d: 4, a: [1, { b: 3, c: 2 }] }));
    for (const [one, other] of [
      [1, '1'],
      [null, 'null'],
      [[], {}],
      [
        [1, 2],
        [2, 1],
      ],
      [0, false],
    ]) {
      expect(jsonKey(one)).not.toBe(jsonKey(other));
    }
  });

  test('are found among options, which are named when none is equal', async () => {
    const schema = { properties: { a: { enum: ['x', 1, { y: [null] }] }, b: { const: { z: 1 } } } };
    expect(await said(schema, { a: { y: [null] }, b: { z: 1 } })).toEqual([]);
    expect(await said(schema, { a: 1.0, b: { z: 1 } })).toEqual([]);
    const words = await said(schema, { a: '1', b: { z: 2 } });
    expect(words).toHaveLength(2);
    expect(words[0]).toContain("'x'");
  });

  test('may be objects that replace what every object inherits', async () => {
    const schema = { anyOf: [{ const: {} }, { enum: [{ valueOf: 1 }] }] };
    expect(await said(schema, { valueOf: 1 })).toEqual([]);
    expect((await said(schema, { toString: 5, constructor: null })).length).toBeGreaterThan(0);
  });
});

describe('names that every object inherits', () => {
  const schema = {
    type: 'object',
    properties: { toString: { type: 'string' }, constructor: { type: 'integer' } },
    dependentRequired: { valueOf: ['a'] },
  };

  test('are not there unless they were sent', async () => {
    expect(await said(schema, {})).toEqual([]);
    expect(await said({ ...schema, required: ['toString'] }, {})).toEqual(['Field required']);
    expect(await said({ ...schema, additionalProperties: false, unevaluatedProperties: false }, {})).toEqual([]);
  });

  test('are checked when they were sent', async () => {
    expect(await said(schema, { toString: 1, constructor: 2 })).toEqual(['Input should be a valid string']);
    expect(await said(schema, { valueOf: 1 })).toHaveLength(1);
  });

  test('do not unbind the search for errors in a huge object', async () => {
    const huge = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`p${at}`, 'x']));
    expect(await said({ additionalProperties: { type: 'integer' } }, huge)).toHaveLength(100);
  });
});
