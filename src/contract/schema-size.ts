/** Refuses schemas that would take long to compile, before anything walks them by recursion. */

/** Compiling costs about 0.1 ms per node on one core (measured), so this is well below a second. */
const MAX_NODES = 4_000;
const MAX_DEPTH = 64;
const MAX_CHARACTERS = 256_000;

/** The reason why `schema` will not be compiled, or undefined. Looks at objects and lists, whatever they mean to the schema. */
export function refuseSchema(schema: object): string | undefined {
  const open: { node: object; depth: number }[] = [{ node: schema, depth: 1 }];
  let nodes = 0;
  let characters = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    nodes++;
    if (next.depth > MAX_DEPTH) return `the schema is nested deeper than ${MAX_DEPTH} levels`;
    for (const [key, value] of Object.entries(next.node)) {
      characters += key.length + (typeof value === 'string' ? value.length : 4);
      if (typeof value === 'object' && value !== null) open.push({ node: value, depth: next.depth + 1 });
    }
    if (nodes + open.length > MAX_NODES) return `the schema has more than ${MAX_NODES} parts`;
    if (characters > MAX_CHARACTERS) return `the schema is longer than ${MAX_CHARACTERS} characters`;
  }
  return undefined;
}
