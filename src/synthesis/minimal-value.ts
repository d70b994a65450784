/** The plainest value of a tamed schema: the last resort when json-schema-faker's did not pass. */
import { isSchema, type Tame } from './taming.ts';

/**
 * Required properties, the fewest items, the first option. Parts of an `allOf` are laid over one another.
 *
 * @example minimalValue({ type: 'array', items: { const: 1 }, minItems: 2 }, make) // [1, 1]
 */
export function minimalValue(tamed: Tame, make: (index: number) => unknown): unknown {
  if ('const' in tamed) return tamed['const'];
  if (Array.isArray(tamed['enum'])) return tamed['enum'][0];
  if (Array.isArray(tamed['allOf'])) return overlay(tamed['allOf'], make);
  const faker = tamed['faker'];
  if (isSchema(faker) && Array.isArray(faker['make'])) return make(Number(faker['make'][0]));
  switch (tamed['type']) {
    case 'object':
      return minimalObject(tamed, make);
    case 'array':
      return minimalArray(tamed, make);
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'string':
      return 'x'.repeat(Number(tamed['minLength'] ?? 1));
    default:
      return undefined;
  }
}

type Make = (index: number) => unknown;

function minimalObject(tamed: Tame, make: Make): unknown {
  const properties = isSchema(tamed['properties']) ? tamed['properties'] : {};
  const required = Array.isArray(tamed['required']) ? tamed['required'] : [];
  const pairs = required
    .filter((name) => Object.hasOwn(properties, name))
    .map((name) => [name, minimalValue(properties[name] as Tame, make)] as const);
  return Object.fromEntries(pairs);
}

function minimalArray(tamed: Tame, make: Make): unknown[] {
  const heads = Array.isArray(tamed['prefixItems']) ? tamed['prefixItems'] : [];
  const items = tamed['items'];
  return Array.from({ length: Number(tamed['minItems'] ?? 0) }, (_, index) =>
    minimalValue(heads[index] ?? (isSchema(items) ? items : { type: 'null' }), make),
  );
}

function overlay(parts: readonly Tame[], make: Make): unknown {
  const properties: Record<string, unknown> = {};
  const required = new Set<unknown>();
  for (const part of parts.flatMap(flatten)) {
    if (part['type'] !== 'object') continue;
    Object.assign(properties, part['properties']);
    for (const name of Array.isArray(part['required']) ? part['required'] : []) required.add(name);
  }
  if (parts.flatMap(flatten).every((part) => part['type'] === 'object' || Object.keys(part).length === 0)) {
    return minimalObject({ properties, required: [...required] }, make);
  }
  return parts.map((part) => minimalValue(part, make)).find((value) => value !== undefined);
}

function flatten(part: Tame): Tame[] {
  return Array.isArray(part['allOf']) ? (part['allOf'] as Tame[]).flatMap(flatten) : [part];
}
