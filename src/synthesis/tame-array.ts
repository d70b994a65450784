/** Arrays of a tamed schema: few items, none that cannot be made. */
import { isSchema, type Place, type Schema, type Tame, type Taming } from './taming.ts';

/** More items are never made up, even when the schema demands them. */
const MOST_ITEMS = 100;
/** How many there are when the schema leaves it open: fewer in lists of lists of lists, or they would multiply. */
const USUAL_ITEMS = 3;
const DEEP = 5;

/** An array, or null when its items or their number cannot be had. */
export function tameArray(schema: Schema, place: Place, taming: Taming): Tame | null {
  const least = whole(schema['minItems'], 0);
  const most = whole(schema['maxItems'], Number.POSITIVE_INFINITY);
  if (least > MOST_ITEMS || least > most) return null;
  const at: Place = { ...place, depth: place.depth + 1, partial: false };
  // Before draft 2020-12 a list of `items` was what `prefixItems` is now, and `additionalItems` what `items` is.
  const old = Array.isArray(schema['items']);
  const prefix = old ? schema['items'] : schema['prefixItems'];
  const rest = old ? schema['additionalItems'] : schema['items'];
  const heads: Tame[] = [];
  for (const head of Array.isArray(prefix) ? prefix.slice(0, Math.min(MOST_ITEMS, most)) : []) {
    const tamed = taming.tame(head, at);
    if (tamed === null) break;
    heads.push(tamed);
  }
  const complete = !Array.isArray(prefix) || heads.length === prefix.length;
  const item = complete && most > heads.length ? taming.tame(rest ?? true, at) : null;
  const open = item === null ? heads.length : Math.max(heads.length, least, usualCount(item, schema, place));
  const upper = Math.min(most, open);
  if (upper < least) return null;
  const tamed: Tame = { type: 'array', minItems: Math.min(upper, Math.max(least, 1)), maxItems: upper };
  if (heads.length > 0) tamed['prefixItems'] = heads;
  if (item !== null) tamed['items'] = item;
  if (schema['uniqueItems'] === true) tamed['uniqueItems'] = true;
  return schema['contains'] === undefined ? tamed : withContained(tamed, schema, most, at, taming);
}

/** A single possible value is not repeated. */
function usualCount(item: Tame, schema: Schema, { depth }: Place): number {
  if (depth > DEEP) return 1;
  return 'const' in item || (schema['uniqueItems'] === true && item['type'] === 'boolean') ? 1 : USUAL_ITEMS;
}

/** `contains` is met by making every free item like that. */
function withContained(tamed: Tame, schema: Schema, most: number, at: Place, taming: Taming): Tame | null {
  const wanted = whole(schema['minContains'], 1);
  if (wanted === 0 || !(isSchema(schema['contains']) || schema['contains'] === true))
    return wanted === 0 ? tamed : null;
  if (wanted > MOST_ITEMS || wanted > most) return null;
  const both = schema['items'] === undefined ? schema['contains'] : { allOf: [schema['items'], schema['contains']] };
  const item = taming.tame(both, at);
  if (item === null) return null;
  const heads = Array.isArray(tamed['prefixItems']) ? tamed['prefixItems'].length : 0;
  const count = Math.min(most, Math.max(heads + wanted, whole(schema['minItems'], 0)));
  return { ...tamed, items: item, minItems: count, maxItems: count };
}

function whole(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
