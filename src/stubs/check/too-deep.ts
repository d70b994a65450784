/** Guards the walks through a stub, which are recursive, against values that would never let them end. */

/** No stub needs more; the depth of JSON Schemas and tool inputs counts too. */
const MAX_DEPTH = 200;
/** A list that holds itself twice, in twenty levels, is a million values: so YAML aliases can be used. */
const MAX_VALUES = 1_000_000;

/** Why `value` cannot be walked through: it is nested too deep, holds itself, or is too large. Undefined: it can. */
export function tooDeep(value: unknown): string | undefined {
  const open: { value: object; depth: number }[] = [];
  let seen = 0;
  const push = (inner: unknown, depth: number): void => {
    if (typeof inner === 'object' && inner !== null) open.push({ value: inner, depth });
  };
  push(value, 1);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > MAX_DEPTH)
      return `it is nested more than ${MAX_DEPTH} levels deep, or holds itself. Make it flatter.`;
    for (const key of Object.keys(next.value)) {
      if (++seen > MAX_VALUES) return `it has more than ${MAX_VALUES} values. Make it smaller.`;
      push((next.value as Record<string, unknown>)[key], next.depth + 1);
    }
  }
  return undefined;
}
