/** Tames a schema's own keywords, combinations apart: constants and examples first, then by type. */
import { tameArray } from './tame-array.ts';
import { tameNumber, tameString } from './tame-leaf.ts';
import { tameObject } from './tame-object.ts';
import { isSchema, type Place, type Schema, type Tame, type Taming } from './taming.ts';

const MOST_OPTIONS = 200;

/** Which type the keywords of a schema without `type` suggest. */
const CLUES: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  ['object', 'properties required additionalProperties patternProperties minProperties propertyNames'.split(' ')],
  ['array', 'items prefixItems contains minItems maxItems uniqueItems'.split(' ')],
  ['string', 'minLength maxLength pattern format'.split(' ')],
  ['number', 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'.split(' ')],
];

/** The tamed schema, or null when it allows nothing that can be made. */
export function tameOwn(schema: Schema, place: Place, taming: Taming): Tame | null {
  if ('const' in schema) return { const: schema['const'] };
  if (Array.isArray(schema['enum'])) return tameEnum(schema['enum'], schema['type'], taming);
  const type = typeOf(schema);
  if (type === null) return tameAnything(schema, place, taming);
  const { default: usual, examples } = schema;
  const given = usual ?? (Array.isArray(examples) ? examples[0] : undefined);
  const made = tameType(type, schema, place, taming);
  // The user's words are better than the example of the schema's author; both are better than chance.
  if (taming.useExamples && given !== undefined && made !== null && !('const' in made)) return { const: given };
  return made;
}

function tameType(type: string, schema: Schema, place: Place, taming: Taming): Tame | null {
  switch (type) {
    case 'object':
      return tameObject(schema, place, taming);
    case 'array':
      return tameArray(schema, place, taming);
    case 'number':
    case 'integer':
      return tameNumber(schema, type === 'integer', place.name, taming);
    case 'boolean':
    case 'null':
      return { type };
    default:
      return tameString(schema, place.name, taming);
  }
}

/** A schema that names no type: a string will do, unless just that is forbidden. */
function tameAnything(schema: Schema, place: Place, taming: Taming): Tame | null {
  if (place.partial) return {};
  const not = schema['not'];
  const forbidden = isSchema(not) ? [not['type']].flat() : [];
  const type = ['string', 'integer', 'boolean', 'null', 'object', 'array'].find((one) => !forbidden.includes(one));
  return not === true || type === undefined ? null : tameType(type, schema, place, taming);
}

function tameEnum(options: readonly unknown[], type: unknown, taming: Taming): Tame | null {
  const types = [type].flat();
  const typed =
    type === undefined ? options : options.filter((option) => typesOf(option).some((one) => types.includes(one)));
  const useful = typed.filter((option) => option !== null);
  const mentioned = taming.useWishes ? taming.wishes.mentioned(useful) : undefined;
  if (mentioned !== undefined) return { const: mentioned };
  const list = useful.length > 0 ? useful : typed;
  // Enough for a list of different ones; a caller may send a hundred thousand.
  const start = list.length === 0 ? 0 : taming.random.int(0, list.length - 1);
  const some = [
    ...list.slice(start, start + MOST_OPTIONS),
    ...list.slice(0, Math.max(0, start + MOST_OPTIONS - list.length)),
  ].slice(0, list.length);
  return some.length === 0 ? null : some.length === 1 ? { const: some[0] } : { enum: some };
}

function typesOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}

/** The declared type (of several, the first that is not null), or the one that the keywords suggest. */
function typeOf(schema: Schema): string | null {
  const declared = [schema['type']].flat().filter((type) => typeof type === 'string');
  const type = declared.find((one) => one !== 'null') ?? declared[0];
  return type ?? CLUES.find(([, keywords]) => keywords.some((keyword) => Object.hasOwn(schema, keyword)))?.[0] ?? null;
}
