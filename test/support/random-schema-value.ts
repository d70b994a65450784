/** A random value that keeps a JSON Schema: a walk through the keywords that the request schemas use. */
import type { Random } from '../../src/random.ts';

export type Schema = Record<string, unknown>;

export interface Walk {
  root: Schema;
  random: Random;
  /** What stands at a property instead of what the schema alone would allow: words that mean something, unique names. */
  leaf(key: string, schema: Schema, holder: Readonly<Record<string, unknown>>): unknown;
}

/** Optional properties become rare with depth, so that the walk ends in recursive schemas. */
const OPTIONAL = [0.3, 0.3, 0.3, 0.25, 0.2, 0.15, 0.1];

export function randomValue(
  given: unknown,
  walk: Walk,
  key: string,
  depth = 0,
  holder: Readonly<Record<string, unknown>> = {},
): unknown {
  const schema = expand(given as Schema, walk);
  const special = walk.leaf(key, schema, holder);
  if (special !== undefined) return special;
  const { random } = walk;
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return random.pick(schema['enum'] as unknown[]);
  switch (schema['type']) {
    case 'object':
      return randomObject(schema, walk, key, depth);
    case 'array': {
      const least = (schema['minItems'] as number | undefined) ?? 0;
      const most = Math.min((schema['maxItems'] as number | undefined) ?? 3, least + (depth > 5 ? 1 : 3));
      return Array.from({ length: random.int(least, most) }, () =>
        randomValue(schema['items'] ?? { type: 'string' }, walk, key, depth + 1, holder),
      );
    }
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
    case 'number': {
      const least = (schema['minimum'] as number | undefined) ?? 0;
      const most = (schema['maximum'] as number | undefined) ?? least + 100;
      return schema['type'] === 'integer' ? random.int(least, most) : least + (most - least) * random.float();
    }
    case 'null':
      return null;
    case 'string':
      return random
        .pick(['alpha', 'beta', 'gamma', 'delta'])
        .slice(0, (schema['maxLength'] as number | undefined) ?? 9);
    default:
      return random.pick([1, 'free', true]);
  }
}

function randomObject(schema: Schema, walk: Walk, key: string, depth: number): Record<string, unknown> {
  const required = new Set(schema['required'] as string[] | undefined);
  const value: Record<string, unknown> = {};
  for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Record<string, unknown>)) {
    if (!required.has(name) && !walk.random.chance(OPTIONAL[depth] ?? 0.05)) continue;
    value[name] = randomValue(property, walk, name, depth + 1, { ...value, '': key });
  }
  return value;
}

/** A schema without references, choices and conditions: one way through each is taken at random. */
function expand(given: Schema, walk: Walk): Schema {
  const { random, root } = walk;
  let schema = given;
  if (typeof schema['$ref'] === 'string') {
    const { $ref, ...beside } = schema;
    const name = ($ref as string).replace('#/$defs/', '');
    schema = merge(expand((root['$defs'] as Record<string, Schema>)[name]!, walk), beside);
  }
  if (Array.isArray(schema['oneOf'])) {
    const { oneOf, discriminator: _, ...beside } = schema;
    return merge(beside, expand(random.pick(oneOf as Schema[]), walk));
  }
  if (Array.isArray(schema['type'])) {
    const types = schema['type'] as string[];
    // Null is a value like others, but it asks for nothing.
    const kinds = types.length > 1 && random.chance(0.85) ? types.filter((type) => type !== 'null') : types;
    schema = { ...schema, type: random.pick(kinds) };
  }
  const { if: _if, then: _then, else: _else, allOf, ...bare } = schema;
  for (const rule of [schema, ...((allOf as Schema[] | undefined) ?? [])]) {
    const condition = rule['if'] as Schema | undefined;
    if (!condition) continue;
    // Conditions ask for the type of the value, which is decided, or for a property of it, which the branch itself decides.
    const holds = typeof condition['type'] === 'string' ? condition['type'] === schema['type'] : random.chance(0.5);
    const branch = (holds ? rule['then'] : rule['else']) as Schema | undefined;
    if (branch) return merge(bare, expand(branch, walk));
  }
  return bare;
}

function merge(one: Schema, other: Schema): Schema {
  return {
    ...one,
    ...other,
    ...(one['properties'] || other['properties']
      ? { properties: { ...(one['properties'] as object), ...(other['properties'] as object) } }
      : {}),
    ...(one['required'] || other['required']
      ? { required: [...((one['required'] as string[]) ?? []), ...((other['required'] as string[]) ?? [])] }
      : {}),
  };
}
