/** Schemas made to break, stall or mislead whoever fills them; each with whether a value can be made. */

export type Schema = Record<string, unknown>;

interface Hostile {
  schema: () => Schema;
  makes: boolean;
}

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const named = (count: number, make: (at: number) => unknown): Schema =>
  Object.fromEntries(many(count, (at) => [`p${at}`, make(at)]));

/** An object in which everything is required and nothing else allowed. */
function strict(properties: Schema, more: Schema = {}): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false, ...more };
}

const a = (schema: unknown, more?: Schema): Schema => strict({ a: schema }, more);
const nested = (depth: number, wrap: (inner: Schema) => Schema): Schema =>
  many(depth, () => 0).reduce<Schema>(wrap, { type: 'string' });

/** Forty definitions, each of which asks for the next one twice. */
function doubling(keyword: 'allOf' | 'anyOf' | 'oneOf'): Schema {
  const $defs: Schema = { d40: { type: 'string' } };
  for (let at = 0; at < 40; at++) {
    const next = { $ref: `#/$defs/d${at + 1}` };
    $defs[`d${at}`] = { [keyword]: [next, next] };
  }
  return a({ $ref: '#/$defs/d0' }, { $defs });
}

function doublingProperties(): Schema {
  const $defs: Schema = { d40: { type: 'string' } };
  for (let at = 0; at < 40; at++) {
    const next = { $ref: `#/$defs/d${at + 1}` };
    $defs[`d${at}`] = strict({ x: next, y: next });
  }
  return a({ $ref: '#/$defs/d0' }, { $defs });
}

const made = (schema: () => Schema): Hostile => ({ schema, makes: true });
const refused = (schema: () => Schema): Hostile => ({ schema, makes: false });

export const HOSTILE_SCHEMAS: Readonly<Record<string, Hostile>> = {
  'endless recursion': refused(() => a({ $ref: '#' })),
  'recursion that may end': made(() => ({
    type: 'object',
    properties: { a: { $ref: '#' }, b: { type: 'array', items: { $ref: '#' } } },
  })),
  'a reference to itself': refused(() => a({ $ref: '#/$defs/x' }, { $defs: { x: { $ref: '#/$defs/x' } } })),
  'a dynamic reference': made(() => ({
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { value: { type: 'string' }, kids: { type: 'array', items: { $dynamicRef: '#node' } } },
    required: ['value', 'kids'],
  })),
  'an endless dynamic reference': refused(() => ({
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { a: { $dynamicRef: '#node' } },
    required: ['a'],
  })),
  'two types at once': refused(() => a({ allOf: [{ type: 'string' }, { type: 'number' }] })),
  'a minimum above the maximum': refused(() => a({ type: 'integer', minimum: 5, maximum: 3 })),
  'a constant of another type': refused(() => a({ type: 'string', const: 1 })),
  'a property that must not be': refused(() => a(false)),
  'not {}': refused(() => a({ not: {} })),
  'not what is usual': made(() => a({ not: { type: 'string' } })),
  '2^40 references by allOf': refused(() => doubling('allOf')),
  '2^40 references by anyOf': refused(() => doubling('anyOf')),
  '2^40 references by oneOf': refused(() => doubling('oneOf')),
  '2^40 properties': refused(doublingProperties),
  '2^11 inline parts': refused(() => {
    let bomb: Schema = { type: 'string' };
    for (let at = 0; at < 11; at++) bomb = { allOf: [bomb, bomb] };
    return a(bomb);
  }),
  'a hundred thousand options': made(() => a({ enum: many(100_000, (at) => `option ${at}`) })),
  'a hundred thousand options of another type': refused(() => a({ type: 'boolean', enum: many(100_000, (at) => at) })),
  'a thousand million items': refused(() => a({ type: 'array', items: { type: 'string' }, minItems: 1e9 })),
  'a million items in lists of lists': refused(() =>
    a(nested(3, (items) => ({ type: 'array', minItems: 100, items }))),
  ),
  'lists in fifteen lists': made(() => a(nested(15, (items) => ({ type: 'array', items })))),
  'a hundred different booleans': refused(() =>
    a({ type: 'array', items: { type: 'boolean' }, minItems: 100, uniqueItems: true }),
  ),
  'a hundred different options': made(() =>
    a({ type: 'array', items: { enum: many(100, (at) => at) }, minItems: 100, uniqueItems: true }),
  ),
  'a string of a thousand million characters': refused(() => a({ type: 'string', minLength: 1e9 })),
  'a hundred long strings': made(() =>
    a({ type: 'array', minItems: 20, items: { type: 'string', minLength: 5000, maxLength: 5001 } }),
  ),
  'a thousand million properties': refused(() => ({ type: 'object', minProperties: 1e9 })),
  'twenty thousand required names': refused(() => ({ type: 'object', required: many(20_000, (at) => `p${at}`) })),
  'five hundred properties': made(() => strict(named(500, () => ({ type: 'string' })))),
  'a pattern of exponential time': made(() => a({ type: 'string', pattern: '^(a+)+$' })),
  'a pattern that repeats alternatives': made(() => a({ type: 'string', pattern: '^(a|aa)+$', minLength: 40 })),
  'a pattern of a million characters': refused(() => a({ type: 'string', pattern: '(a{1000}){1000}' })),
  'a pattern that is none': refused(() => a({ type: 'string', pattern: '(' })),
  'names by costly patterns': refused(() => ({
    type: 'object',
    patternProperties: { '^(a+)+$': { type: 'integer' }, '(x*)*y': { type: 'string' } },
    required: [`${'a'.repeat(40)}!`],
  })),
  'a thousand patterns': refused(() => ({
    type: 'object',
    patternProperties: Object.fromEntries(many(1000, (at) => [`^k${at}_`, { type: 'string' }])),
  })),
  'a reference to the web': refused(() => a({ $ref: 'https://example.com/schema.json' })),
  'a reference to a file': refused(() => a({ $ref: 'file:///etc/passwd' })),
  'a reference beside an $id': refused(() => a({ $ref: '/other' }, { $id: 'https://example.com/one' })),
  'a dialect from the web': made(() => ({ ...a({ type: 'string' }), $schema: 'https://example.com/meta' })),
  'thirty objects in one another': made(() => nested(30, (inner) => a(inner))),
  'ninety objects in one another': refused(() => nested(90, (inner) => a(inner))),
  'five megabytes': refused(() => a({ type: 'string', description: 'x'.repeat(5_000_000) })),
  'unevaluated properties': made(() => ({
    type: 'object',
    allOf: [
      { properties: { a: { type: 'string' } }, required: ['a'] },
      { properties: { b: { type: 'integer' } }, required: ['b'] },
    ],
    unevaluatedProperties: false,
  })),
  'if, then and else': made(
    () =>
      JSON.parse(`{
        "type": "object", "properties": { "kind": { "enum": ["x", "y"] } }, "required": ["kind"],
        "if": { "properties": { "kind": { "const": "x" } } },
        "then": { "required": ["a"], "properties": { "a": { "type": "integer" } } },
        "else": { "required": ["b"], "properties": { "b": { "type": "string" } } }
      }`) as Schema,
  ),
  'names that must be of a list': made(() => ({
    type: 'object',
    propertyNames: { enum: ['u', 'v', 'w'] },
    minProperties: 3,
  })),
  'names that must not be': refused(() => ({ type: 'object', propertyNames: false, minProperties: 1 })),
  'a schema that depends on a property': made(() => ({
    type: 'object',
    required: ['a'],
    dependentSchemas: { a: { required: ['b'], properties: { b: { type: 'integer' } } } },
  })),
  'a thousand equal alternatives': refused(() => a({ oneOf: many(1000, () => ({ type: 'string' })) })),
  'steps too small to count': refused(() => a({ type: 'number', multipleOf: 1e-300 })),
  'a million items that must be there': refused(() => a({ type: 'array', contains: { const: 1 }, minContains: 1e6 })),
  'names that every object inherits': made(() =>
    strict({ toString: { type: 'string' }, constructor: { type: 'integer' }, hasOwnProperty: { type: 'boolean' } }),
  ),
  'a prototype': made(
    () =>
      JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}') as Schema,
  ),
  'a type that there is not': refused(() => a({ type: 'thing' })),
};
