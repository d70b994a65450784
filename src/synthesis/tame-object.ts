/** Objects of a tamed schema: which properties there are, required ones first. */
import { guardedRegExp } from '../contract/guarded-regexp.ts';
import { isSchema, type Place, type Schema, type Tame, type Taming } from './taming.ts';

/** More properties are never made up, even when the schema demands them. */
const MOST_EXTRA = 100;

/** An object with every required property that can be made, or null when one cannot. */
export function tameObject(schema: Schema, place: Place, taming: Taming): Tame | null {
  const own = isSchema(schema['properties']) ? schema['properties'] : {};
  const required = closeOver(names(schema['required']), schema);
  const at = (name: string): Place => ({ ...place, name, depth: place.depth + 1, partial: false });
  const properties = new Map<string, Tame>();
  for (const name of required) {
    const known = Object.hasOwn(own, name) ? own[name] : elsewhere(schema, name);
    // In a part of a larger schema, another part may say what it is.
    if (known === undefined && place.partial) continue;
    const tamed = taming.tame(known ?? true, at(name));
    if (tamed === null) return null;
    properties.set(name, tamed);
  }
  const present = new Set(required);
  const least = typeof schema['minProperties'] === 'number' ? schema['minProperties'] : 0;
  const most = typeof schema['maxProperties'] === 'number' ? schema['maxProperties'] : Number.POSITIVE_INFINITY;
  if (least > MOST_EXTRA || required.size > most) return null;
  for (const name of Object.keys(own)) {
    // Libraries set `__proto__` as a prototype, so it is made only where it is demanded, by `minimalValue`.
    if (present.has(name) || name === '__proto__') continue;
    const chosen = taming.random.chance(taming.optional) || isMentioned(own[name], taming);
    const wanted = present.size < least || (present.size < most && chosen);
    if (!wanted && !place.partial) continue;
    const tamed = hasDependents(schema, name) ? null : taming.tame(own[name], at(name));
    if (tamed === null) continue;
    properties.set(name, tamed);
    if (wanted) present.add(name);
  }
  if (!addExtra(schema, least, properties, present, at, taming)) return null;
  return { type: 'object', properties: Object.fromEntries(properties), required: [...present] };
}

function names(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

/** The required names and those that they make required in turn. */
function closeOver(required: readonly string[], schema: Schema): Set<string> {
  const all = new Set(required);
  const dependents = isSchema(schema['dependentRequired']) ? schema['dependentRequired'] : {};
  // A set can grow while it is walked: names added here are visited too.
  for (const name of all)
    if (Object.hasOwn(dependents, name)) for (const other of names(dependents[name])) all.add(other);
  return all;
}

/** Optional properties that would demand others are left out. */
function hasDependents(schema: Schema, name: string): boolean {
  return ['dependentRequired', 'dependentSchemas', 'dependencies'].some((keyword) => {
    const table = schema[keyword];
    return isSchema(table) && Object.hasOwn(table, name);
  });
}

/** Does the user's text name one of the options of this property? */
function isMentioned(schema: unknown, taming: Taming): boolean {
  if (!taming.useWishes || !isSchema(schema) || !Array.isArray(schema['enum'])) return false;
  return taming.wishes.mentioned(schema['enum']) !== undefined;
}

/** The schema of a property that `properties` does not list: a pattern's, or that of additional ones. */
function elsewhere(schema: Schema, name: string): unknown {
  const patterns = isSchema(schema['patternProperties']) ? schema['patternProperties'] : {};
  for (const [pattern, inner] of Object.entries(patterns)) if (matches(pattern, name)) return inner;
  return schema['additionalProperties'];
}

function matches(pattern: string, name: string): boolean {
  try {
    return guardedRegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

/** Fills up to `least` with invented names, and gives a map without listed properties an entry or two. False when it cannot. */
function addExtra(
  schema: Schema,
  least: number,
  properties: Map<string, Tame>,
  present: Set<string>,
  at: (name: string) => Place,
  taming: Taming,
): boolean {
  const inner = schema['additionalProperties'];
  const isMap = isSchema(inner) && properties.size === 0 && least === 0 && taming.optional > 0;
  const wanted = isMap ? taming.random.int(1, 2) : least;
  const allowed = isSchema(schema['propertyNames']) ? names(schema['propertyNames']['enum']) : [];
  const offered = [...allowed, 'first', 'second', ...Array.from({ length: wanted }, (_, i) => `item_${i + 3}`)];
  for (const name of offered) {
    if (present.size >= wanted) break;
    if (present.has(name)) continue;
    const tamed = taming.tame(elsewhere(schema, name) ?? true, at(name));
    if (tamed === null) break;
    properties.set(name, tamed);
    present.add(name);
  }
  return present.size >= least;
}
