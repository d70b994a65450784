import { describe, expect, test } from 'vitest';
import { compileUserSchema, compileUserSchemaNow } from '../../src/contract/user-schema.ts';

async function said(schema: object, value: unknown): Promise<string[]> {
  const compiled = await compileUserSchema(schema);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.violations(value).map(({ path, words }) => `${path.join('.')}: ${words}`);
}

async function refused(schema: object): Promise<string> {
  const compiled = await compileUserSchema(schema);
  return compiled.ok ? '' : compiled.reason;
}

describe('a schema that came with a request', () => {
  const weather = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 1 } },
    required: ['city'],
    additionalProperties: false,
  };

  test('tells what does not fit it', async () => {
    expect(await said(weather, { city: 'Oslo', days: 2 })).toEqual([]);
    expect(await said(weather, { days: 0, sea: true })).toEqual([
      'city: Field required',
      'days: Input should be greater than or equal to 1',
      'sea: Extra inputs are not permitted',
    ]);
    expect(await said({ anyOf: [{ type: 'string' }, { const: 1 }] }, 2)).toContain(
      ": Input does not satisfy 'anyOf' of the schema",
    );
  });

  test('is compiled at once for who cannot wait, and is the same schema', async () => {
    const compiled = compileUserSchemaNow(weather);
    expect(compiled.ok && compiled.violations({ days: 1 }).map(({ words }) => words)).toEqual(['Field required']);
    expect(await compileUserSchema(weather)).toBe(compiled);
    expect(compileUserSchemaNow({ description: 'x'.repeat(3_000_000) })).toMatchObject({ ok: false, tooComplex: true });
  });

  test('may use references within itself, an $id and the keywords of 2020-12', async () => {
    const tree = {
      $id: 'https://example.com/tree',
      $ref: '#/$defs/node',
      $defs: { node: { type: 'object', properties: { left: { $ref: '#/$defs/node' } }, unevaluatedProperties: false } },
    };
    expect(await said(tree, { left: { left: {} } })).toEqual([]);
    expect(await said(tree, { left: { right: {} } })).not.toEqual([]);
    expect(await said({ ...tree, title: 'again, under the same $id' }, {})).toEqual([]);
    expect(await said({ prefixItems: [{ type: 'string' }] }, [1])).toEqual(['0: Input should be a valid string']);
  });

  test('is refused when it is no schema, or needs another document', async () => {
    expect(await refused({ type: 'thing' })).not.toBe('');
    expect(await refused({ $ref: 'https://example.com/other.json' })).toContain('example.com');
    expect(await refused({ type: 'string', pattern: '(' })).not.toBe('');
    expect(await refused({ $ref: '#/$defs/none' })).not.toBe('');
  });

  test('is refused when compiling it would take long', async () => {
    let deep: object = {};
    for (let level = 0; level < 10_000; level++) deep = { properties: { a: deep } };
    expect(await refused(deep)).toContain('deeper');
    expect(await refused({ allOf: Array.from({ length: 10_000 }, () => ({})) })).toContain('parts');
    expect(await refused({ description: 'x'.repeat(3_000_000) })).toContain('longer');
  });

  test('cannot keep the checker busy by asking for itself again and again', async () => {
    const doubling: Record<string, object> = { d40: {} };
    for (let level = 0; level < 40; level++)
      doubling[`d${level}`] = { allOf: [{ $ref: `#/$defs/d${level + 1}` }, { $ref: `#/$defs/d${level + 1}` }] };
    expect(await said({ $ref: '#/$defs/d0', $defs: doubling }, 1)).toEqual([
      ': Input takes too many steps to check against the schema',
    ]);
    expect(await said({ $ref: '#' }, 1)).toHaveLength(1);
  });

  test('cannot keep the checker busy with a costly pattern', async () => {
    for (const pattern of [
      '^(a+)+$',
      '^(a|aa)*$',
      '(.*)*b',
      '^(\\w+\\s?)*$',
      'a*a*a*a*a*a*b',
      '(x+x+)+y',
      '^(a?){60}a{60}$',
    ]) {
      await said({ type: 'string', pattern }, `${'a'.repeat(50_000)}!`);
    }
    expect(await said({ pattern: '^(\\d{3}-)?\\d{4}$' }, 'x')).toHaveLength(1);
    expect(await said({ pattern: '^[a-z\\-]+$' }, 'A')).toHaveLength(1);
  });

  test('finds no more in a huge value than anybody reads', async () => {
    const list = Array.from({ length: 300_000 }, () => 'x');
    expect(await said({ type: 'array', items: { type: 'integer' } }, list)).toHaveLength(100);
  });

  test('tells equal items from unequal ones, in long lists too', async () => {
    const schema = { uniqueItems: true };
    expect(
      await said(schema, [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toEqual([": Input does not satisfy 'uniqueItems' of the schema"]);
    expect(await said(schema, [1, '1', true, null, [1], { 0: 1 }])).toEqual([]);
    expect(
      await said(
        schema,
        Array.from({ length: 100_000 }, (_, id) => ({ id })),
      ),
    ).toEqual([]);
  });

  test('of the largest size that is accepted compiles in time, even with a reference in every field', async () => {
    const part = {
      type: 'object',
      properties: { a: { type: 'string', minLength: 1 }, b: { enum: [1, 2] } },
      required: ['a'],
    };
    const large = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`p${index}`, part]));
    const references = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`r${index}`, { $ref: '#/$defs/large' }]),
    );
    for (const schema of [
      { properties: large },
      { $defs: { large: { properties: { ...large } } }, properties: references },
    ]) {
      await compileUserSchema(schema);
    }
  });

  test('cannot reach a prototype by naming a field __proto__', async () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"default":{"a":1}}},"additionalProperties":false}',
    );
    // Ajv does not look at properties of this name, so it counts as unknown.
    expect(await said(schema, JSON.parse('{"__proto__":"x"}'))).toEqual(['__proto__: Extra inputs are not permitted']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('survives a value nested ten thousand deep', async () => {
    let deep: unknown = {};
    for (let level = 0; level < 10_000; level++) deep = { a: deep };
    const endless = { properties: { a: { $ref: '#' } } };
    expect((await said(endless, deep)).length).toBeLessThanOrEqual(1);
  });
});
