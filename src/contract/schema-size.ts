/** Refuses schemas that would take long to compile, before anything walks them by recursion. */

/**
 * Objects, lists and the keywords and items in them: compiling takes 20 to 40 microseconds for each (measured), so this stays
 * below a tenth of a second. The largest tool schemas met in the wild have some hundreds.
 */
const MAX_PARTS = 2_000;
const MAX_DEPTH = 64;
const MAX_CHARACTERS = 2_000_000;

/** Keywords that compile to nothing. */
const NOTES = new Set('title description default examples $comment deprecated readOnly writeOnly'.split(' '));
/** Keywords whose values are not taken apart: a list of options may be long. */
const VALUES = new Set(['enum', 'const', 'required']);

/** The reason why `schema` will not be compiled, or undefined. Works in time bounded by the limits, however large the schema. */
export function refuseSchema(schema: object): string | undefined {
  const open: Part[] = [{ value: schema, depth: 1, literal: false }];
  let parts = 0;
  let characters = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth, literal } = next;
    if (depth > MAX_DEPTH) return `the schema is nested deeper than ${MAX_DEPTH} levels`;
    if (!literal) parts++;
    for (const key in value) {
      const inner = (value as Record<string, unknown>)[key];
      const isNote = literal || (NOTES.has(key) && !next.names);
      const isLiteral = isNote || (VALUES.has(key) && !next.names);
      characters += (Array.isArray(value) ? 1 : key.length) + (typeof inner === 'string' ? inner.length : 4);
      // Each pattern is a regular expression to build, and a loop over the properties.
      if (!isNote) parts += next.names === 'patternProperties' ? 3 : 1;
      if (typeof inner === 'object' && inner !== null) {
        open.push({
          value: inner,
          depth: depth + 1,
          literal: isLiteral,
          names: !next.names && NAMED.has(key) ? key : undefined,
        });
      }
      if (parts > MAX_PARTS) return `the schema has more than ${MAX_PARTS} parts`;
      if (characters > MAX_CHARACTERS) return `the schema is longer than ${MAX_CHARACTERS} characters`;
    }
  }
  return undefined;
}

interface Part {
  value: object;
  depth: number;
  literal: boolean;
  /** The keyword it stands under, if its own keys are names that the caller chose, rather than keywords. */
  names?: string | undefined;
}

/** Keywords under which stand schemas by name: a property called `title` is not a title. */
const NAMED = new Set('properties patternProperties $defs definitions dependentSchemas'.split(' '));
