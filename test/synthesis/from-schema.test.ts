import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileUserSchema } from '../../src/contract/user-schema.ts';
import { ApiError } from '../../src/errors.ts';
import { createRandom } from '../../src/random.ts';
import { fillObject, fromSchema, type Wanted } from '../../src/synthesis/from-schema.ts';

type Schema = Record<string, unknown>;

const wanted = (changes: Partial<Wanted> & { seed?: string } = {}): Wanted => ({
  path: 'tools.0.custom.input_schema',
  asked: '',
  about: null,
  random: createRandom(changes.seed ?? 'a'),
  optional: 0.5,
  ...changes,
});

const object = (properties: Schema, changes: Schema = {}): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...changes,
});

/** The value for a property of this name and schema. */
async function one(name: string, schema: Schema, changes: Partial<Wanted> & { seed?: string } = {}): Promise<unknown> {
  return (await fillObject(object({ [name]: schema }), wanted(changes)))[name];
}

async function violations(schema: Schema, value: unknown): Promise<unknown[]> {
  const compiled = await compileUserSchema(schema);
  return compiled.ok ? compiled.violations(value) : [compiled.reason];
}

describe('a value for a schema', () => {
  const string = { type: 'string' };
  const suiting: [name: string, schema: Schema, pattern: RegExp][] = [
    ['email', string, /^[^@ ]+@example\.com$/],
    ['first_name', string, /^\p{Lu}\p{L}+/u],
    ['website', string, /^https:\/\//],
    ['filePath', string, /^\/home/],
    ['due_date', string, /^2026-\d\d-\d\d$/],
    ['x', { type: 'string', format: 'date-time' }, /^2026-\d\d-\d\dT\d\d:\d\d:\d\d/],
    ['x', { type: 'string', format: 'uuid' }, /^[0-9a-f-]{36}$/],
    ['x', { type: 'string', format: 'ipv4' }, /^\d+\.\d+\.\d+\.\d+$/],
    ['x', { type: 'string', format: 'duration' }, /^P/],
    ['x', { type: 'string', description: 'E-mail of the customer' }, /@/],
    ['x', { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' }, /^[A-Z]{3}-\d{4}$/],
    ['x', { type: 'string', minLength: 60, maxLength: 61 }, /^.{60,61}$/],
    ['email', { type: 'string', pattern: '^\\S+@\\S+$' }, /@example\.com$/],
  ];
  test.each(suiting)('suits the name, format and description: %s %j', async (name, schema, pattern) => {
    expect(await one(name, schema)).toMatch(pattern);
  });

  test.each([
    ['age', { type: 'integer' }, 18, 80],
    ['page_size', { type: 'integer' }, 1, 10],
    ['latitude', { type: 'number' }, -90, 90],
    ['year', { type: 'integer', minimum: 3000 }, 3000, 3100],
    ['x', { type: 'number', exclusiveMinimum: 5, exclusiveMaximum: 5.1 }, 5.000001, 5.099999],
    ['x', { type: 'integer', multipleOf: 7, minimum: 50, maximum: 60 }, 56, 56],
    ['x', { type: 'number', maximum: -1e6 }, -1e7, -1e6],
  ])('keeps numbers in usual and demanded ranges: %s %j', async (name, schema, low, high) => {
    const value = await one(name, schema);
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  });

  const said: [asked: string, name: string, schema: Schema, expected: unknown][] = [
    ['What is the weather in Paris?', 'location', string, 'Paris'],
    ['Book Anna a flight to New York', 'destination', string, 'New York'],
    ['What is the weather?', 'unit', { enum: ['celsius', 'fahrenheit'], default: 'celsius' }, 'celsius'],
    ['The weather in Fahrenheit, please', 'unit', { enum: ['celsius', 'fahrenheit'] }, 'fahrenheit'],
    ['Latest news about turtles', 'query', string, 'Latest news about turtles'],
    ['Read https://example.com/a?b=1 now', 'url', { type: 'string', format: 'uri' }, 'https://example.com/a?b=1'],
    ['Write to bob@example.org', 'to_email', string, 'bob@example.org'],
    ['Open src/main.ts', 'path', string, 'src/main.ts'],
    ['Add 17', 'number', { type: 'integer' }, 17],
    ['What is 3 * (4)? I mean 12 * 5', 'expression', string, '12 * 5'],
    ['Anything', 'kind', { type: 'string', default: 'plain', examples: ['fancy'] }, 'plain'],
    ['Anything', 'kind', { type: 'string', examples: ['fancy'] }, 'fancy'],
    ['Anything', 'kind', { const: 7 }, 7],
  ];
  test.each(said)('takes from "%s" for %s %j', async (asked, name, schema, expected) => {
    expect(await one(name, schema, { asked })).toEqual(expected);
  });

  test('is about its subject when it is given one', async () => {
    expect(await one('city', string, { asked: 'Paris and London', about: 'London' })).toBe('London');
    expect(await one('x', string, { asked: 'Paris and London', about: 'London' })).toBe('London');
  });

  test('never repeats broken or control characters', async () => {
    const value = await one('query', string, { asked: 'find \ud800this\u0000 now\udfff' });
    expect(value).toBe('find this now');
  });

  test('has required properties first, in the order of the schema', async () => {
    const schema = object({ z: string, b: string, a: string, y: string }, { required: ['a', 'y'] });
    const value = await fillObject(schema, wanted({ optional: 1 }));
    expect(Object.keys(value)).toEqual(['a', 'y', 'z', 'b']);
  });

  test('is the same for the same seed, and varies with it', async () => {
    const schema = object({ name: string, email: string });
    const values = await Promise.all(['a', 'a', 'b'].map((seed) => fillObject(schema, wanted({ seed }))));
    expect(values[1]).toEqual(values[0]);
    expect(values[2]).not.toEqual(values[0]);
  });
});

describe('schemas as tools send them', () => {
  const tree = object({ value: { type: 'integer' }, children: { type: 'array', items: { $ref: '#' } } });
  const list = {
    $ref: '#/$defs/node',
    $defs: { node: object({ next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } }) },
  };
  const accepted: [what: string, schema: Schema][] = [
    ['empty', {}],
    ['without properties', { type: 'object' }],
    ['of a map', { type: 'object', additionalProperties: { type: 'integer' } }],
    ['boolean inside', object({ a: true }, { properties: { a: true, b: false } })],
    ['a tree', tree],
    ['a linked list', list],
    [
      'a long way round',
      { type: 'object', properties: { a: { $ref: '#/properties/b' }, b: { $ref: '#/properties/a' } } },
    ],
    ['draft 7', { ...object({ a: { type: 'string' } }), $schema: 'http://json-schema.org/draft-07/schema#' }],
    ['nullable', object({ a: { type: ['string', 'null'] }, b: { anyOf: [{ type: 'null' }, { type: 'number' }] } })],
    [
      'pydantic',
      object({ a: { allOf: [{ $ref: '#/$defs/A' }], description: 'An A' } }, { $defs: { A: { enum: ['x', 'y'] } } }),
    ],
    [
      'merged',
      {
        allOf: [
          object({ a: { type: 'string' } }, { additionalProperties: true }),
          { properties: { b: { type: 'integer' } }, required: ['b'] },
        ],
      },
    ],
    [
      'alternatives of required',
      {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'integer' } },
        anyOf: [{ required: ['a'] }, { required: ['b'] }],
      },
    ],
    [
      'a tagged union',
      object({
        shape: {
          oneOf: [
            object({ kind: { const: 'dot' } }),
            object({ kind: { const: 'ring' }, r: { type: 'number', minimum: 1 } }),
          ],
        },
      }),
    ],
    [
      'conditional',
      JSON.parse(
        `{"type":"object","properties":{"a":{"type":"boolean"}},"required":["a"],
          "if":{"properties":{"a":{"const":true}}},"then":{"properties":{"b":{"type":"string"}},"required":["b"]}}`,
      ),
    ],
    [
      'dependent',
      object(
        { a: { type: 'string' } },
        { properties: { a: { type: 'string' }, b: { type: 'string' } }, dependentRequired: { a: ['b'] } },
      ),
    ],
    [
      'a tuple',
      object({
        a: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
      }),
    ],
    ['unique items', object({ a: { type: 'array', items: { type: 'integer' }, uniqueItems: true, minItems: 3 } })],
    ['unique words', object({ city: { type: 'array', items: { type: 'string' }, uniqueItems: true, minItems: 3 } })],
    ['contains', object({ a: { type: 'array', items: { type: 'integer' }, contains: { minimum: 5 } } })],
    ['a count of properties', { type: 'object', minProperties: 3 }],
    [
      'pattern properties',
      {
        type: 'object',
        patternProperties: { '^x_': { type: 'integer' } },
        required: ['x_a'],
        additionalProperties: false,
      },
    ],
    ['not a string', object({ a: { not: { type: 'string' } } })],
    [
      'a __proto__ property',
      JSON.parse(
        '{"type":"object","properties":{"__proto__":{"type":"string"},"a":{"type":"string"}},"required":["__proto__","a"]}',
      ),
    ],
    [
      'names of Object',
      object({ constructor: { type: 'string' }, toString: { type: 'integer' }, hasOwnProperty: { type: 'boolean' } }),
    ],
    [
      'words json-schema-faker knows',
      object({ a: { type: 'string', faker: 'helpers.fake', chance: 'bool', template: '#{b}', autoIncrement: true } }),
    ],
    ['unknown keywords', { type: 'object', strict: true, 'x-order': 3, additionalProperties: false }],
    ['a hundred items', object({ a: { type: 'array', items: { type: 'string' }, minItems: 100 } })],
    ['a huge enum', object({ a: { enum: Array.from({ length: 20_000 }, (_, i) => i) } })],
    ['an exponential pattern', object({ a: { type: 'string', pattern: '(a+)+$' } })],
    [
      'an exponential pattern and a long example',
      object({ a: { type: 'string', pattern: '^(a+)+$', default: `${'a'.repeat(60)}!` } }),
    ],
    [
      'an exponential name',
      JSON.parse(`{"type":"object","patternProperties":{"^(a+)+$":{}},"required":["${'a'.repeat(50)}!"]}`),
    ],
    ['an unknown format', object({ a: { type: 'integer', format: 'uint32' }, b: { type: 'string', format: 'color' } })],
    [
      'wide recursion',
      {
        $ref: '#/$defs/a',
        $defs: {
          a: {
            type: 'object',
            properties: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`p${i}`, { $ref: '#/$defs/a' }])),
          },
        },
      },
    ],
    [
      'nested unique lists',
      object({
        a: {
          type: 'array',
          minItems: 2,
          uniqueItems: true,
          items: { type: 'array', uniqueItems: true, minItems: 2, items: { type: 'integer' } },
        },
      }),
    ],
  ];
  test.each(accepted)('are filled: %s', async (_what, schema) => {
    const value = await fillObject(schema, wanted());
    expect(await violations(schema, value)).toEqual([]);
  });

  const refused: [what: string, schema: unknown][] = [
    ['nothing allowed', false],
    ['a contradiction', object({ a: { allOf: [{ type: 'string' }, { type: 'integer' }] } })],
    ['contradicting bounds', object({ a: { type: 'integer', minimum: 3, maximum: 2 } })],
    ['a list of a billion', object({ a: { type: 'array', items: {}, minItems: 1e9 } })],
    ['a string of a billion', object({ a: { type: 'string', minLength: 1e9 } })],
    ['a pattern of a million', object({ a: { type: 'string', pattern: '^(a{1000}){1000}$' } })],
    ['a billion properties', { type: 'object', minProperties: 1e9 }],
    ['a remote reference', object({ a: { $ref: 'https://example.com/schema.json' } })],
    ['a reference to nowhere', object({ a: { $ref: '#/$defs/missing' } })],
    ['endless recursion', { $ref: '#/$defs/a', $defs: { a: object({ a: { $ref: '#/$defs/a' } }) } }],
    ['a reference to itself', object({ a: { $ref: '#/properties/a' } })],
    ['a schema that is none', object({ a: { type: 'widget' } })],
    ['a forbidden required property', object({ a: false })],
    [
      'nesting without end',
      Array.from({ length: 5000 }).reduce<Schema>((inner) => object({ a: inner }), { type: 'string' }),
    ],
    ['no object', { type: 'string' }],
    [
      'unique lists of unique lists of too little',
      object({
        a: {
          type: 'array',
          minItems: 90,
          uniqueItems: true,
          items: {
            type: 'array',
            uniqueItems: true,
            items: { type: 'array', uniqueItems: true, items: { type: 'boolean' } },
          },
        },
      }),
    ],
  ];
  test.each(refused)('are refused with a 400 that names the place: %s', async (_what, schema) => {
    const refusal = await fillObject(schema, wanted()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiError);
    expect((refusal as ApiError).code).toBe('invalid_request');
    expect((refusal as ApiError).message).toMatch(/^tools\.0\.custom\.input_schema: \S/);
  });

  const leaf: fc.Arbitrary<Schema> = fc.oneof(
    fc.record({ type: fc.constant('string'), minLength: fc.nat(20) }, { requiredKeys: ['type'] }),
    fc.record({
      type: fc.constant('string'),
      format: fc.constantFrom(
        'date-time',
        'date',
        'time',
        'duration',
        'email',
        'hostname',
        'uri',
        'ipv4',
        'ipv6',
        'uuid',
      ),
    }),
    fc.record({
      type: fc.constant('string'),
      pattern: fc.constantFrom('^[a-z]+$', '^\\d{3}-\\d{4}$', '^(foo|bar)$', '[A-Z]'),
    }),
    fc
      .tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(500))
      .map(([minimum, span]) => ({ type: 'integer', minimum, maximum: minimum + span })),
    fc.record({ type: fc.constant('number'), exclusiveMinimum: fc.integer({ min: -9, max: 9 }) }),
    fc.record({ type: fc.constant('integer'), multipleOf: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ enum: fc.uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { minLength: 1 }) }),
    fc.record({ const: fc.jsonValue({ maxDepth: 2 }) }),
    fc.constantFrom<Schema>({ type: 'boolean' }, { type: 'null' }, { type: ['integer', 'null'] }, {}),
  );
  const { schema: arbitrary } = fc.letrec<{ schema: Schema }>((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc
        .tuple(
          fc.dictionary(fc.constantFrom('city', 'name', 'count', 'a b', 'x/y', 'toString', '值'), tie('schema'), {
            maxKeys: 5,
          }),
          fc.nat(5),
        )
        .map(([properties, count]) => object(properties, { required: Object.keys(properties).slice(0, count) })),
      fc.record(
        {
          type: fc.constant('array'),
          items: tie('schema'),
          minItems: fc.nat(3),
          maxItems: fc.integer({ min: 3, max: 9 }),
        },
        { requiredKeys: ['type', 'items'] },
      ),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    ),
  }));
  test('of any such shape are filled with valid values', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.string(), async (schema, seed) => {
        const root = object({ value: schema });
        const value = await fromSchema(root, wanted({ seed, asked: 'The weather in Paris for 3 days' }));
        expect(await violations(root, value)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
