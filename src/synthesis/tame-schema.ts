/**
 * Makes a caller's JSON Schema safe to fill: a smaller schema that allows fewer values, has no references and no alternatives left,
 * and asks for a bounded amount of work. Whether its values satisfy the original is checked afterwards.
 */
import { resolvePointer } from './resolve-pointer.ts';
import { tameOwn } from './tame-own.ts';
import { isSchema, type Place, type Schema, type Tame, type Taming } from './taming.ts';

/** A little more than the depth to which schemas are compiled. */
const DEEPEST = 70;
const MOST_BRANCHES = 50;
/** Keywords that say nothing about the value. */
const NOTES = new Set(
  (
    '$schema $id $anchor $dynamicAnchor $comment $defs definitions title description default examples deprecated readOnly writeOnly nullable ' +
    'discriminator'
  ).split(' '),
);
/** Keywords of strings and numbers: schemas with only these can be laid over one another. */
const FLAT = new Set(
  'type const enum minLength maxLength pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(
    ' ',
  ),
);

/** The tamed schema, or null when nothing within the budget can satisfy it. A reference that leaves the schema allows nothing. */
export function tame(schema: unknown, place: Place, taming: Taming): Tame | null {
  if (place.depth > DEEPEST || taming.budget-- <= 0) return null;
  if (schema === true) return place.partial ? {} : tameOwn({}, place, taming);
  if (!isSchema(schema)) return null;
  const { $ref, $dynamicRef, allOf, anyOf, oneOf, if: condition, then, else: otherwise, ...base } = schema;
  const parts: unknown[] = Array.isArray(allOf) ? [...allOf] : [];
  parts.push(...demandedBy(base));
  if (condition !== undefined) parts.push(...(taming.random.chance(0.5) ? [condition, then] : [otherwise]));
  const added = parts.filter((part) => part !== undefined && !saysNothing(part));
  const choices = [anyOf, oneOf].filter(Array.isArray);
  const plain = saysNothing(base);
  const refs = [$ref, $dynamicRef].filter((ref) => typeof ref === 'string');
  const others = added.length + choices.length + refs.length;
  if (others === 0) return tameOwn(base, place, taming);
  if (plain && taming.useExamples && base['default'] !== undefined) return { const: base['default'] };
  if (others === added.length && [base, ...added].every(isFlat)) {
    return tameOwn(Object.assign({}, base, ...added), place, taming);
  }
  const inner: Place = { ...place, depth: place.depth + 1, partial: place.partial || !plain || others > 1 };
  const tamed: (Tame | null)[] = added.map((part) => tame(part, inner, taming));
  for (const branches of choices) tamed.push(choose(branches, inner, taming));
  for (const ref of refs) tamed.push(follow(ref, inner, taming));
  if (!plain) tamed.unshift(tameOwn(base, { ...place, partial: true }, taming));
  if (tamed.includes(null)) return null;
  return tamed.length === 1 ? tamed[0]! : { allOf: tamed };
}

function follow(ref: string, place: Place, taming: Taming): Tame | null {
  if (place.refs.filter((one) => one === ref).length >= taming.unroll) return null;
  return tame(resolvePointer(taming.root, ref), { ...place, refs: [...place.refs, ref] }, taming);
}

/** One of the alternatives that can be satisfied; null as a value only when there is no other. */
function choose(branches: readonly unknown[], place: Place, taming: Taming): Tame | null {
  if (branches.length === 0) return null;
  const start = taming.random.int(0, branches.length - 1);
  const turned = [...branches.slice(start), ...branches.slice(0, start)].slice(0, MOST_BRANCHES);
  const isNull = (branch: unknown): boolean => isSchema(branch) && branch['type'] === 'null';
  for (const branch of [...turned.filter((one) => !isNull(one)), ...turned.filter(isNull)]) {
    const tamed = tame(branch, place, taming);
    if (tamed !== null) return tamed;
  }
  return null;
}

/** The schemas that hold because a required property is there. */
function demandedBy({ required, dependentSchemas, dependencies }: Schema): unknown[] {
  const tables = [dependentSchemas, dependencies].filter(isSchema);
  if (tables.length === 0 || !Array.isArray(required)) return [];
  return tables
    .flatMap((table) =>
      required.filter((name) => typeof name === 'string' && Object.hasOwn(table, name)).map((name) => table[name]),
    )
    .filter(isSchema);
}

function saysNothing(schema: unknown): boolean {
  return schema === true || (isSchema(schema) && Object.keys(schema).every((key) => NOTES.has(key)));
}

function isFlat(schema: unknown): schema is Schema {
  return isSchema(schema) && Object.keys(schema).every((key) => FLAT.has(key) || NOTES.has(key));
}
