/** Canonical JSON: one text for all ways to write the same value, so that key order and white space do not change an answer. */

/** Thrown when a value is nested deeper than was allowed. */
export class TooDeep extends Error {}

/**
 * JSON with object keys in code unit order and no white space.
 *
 * @param value parsed JSON
 * @param depth how many levels may be nested; more throws `TooDeep`
 * @param without keys to leave out of the outermost object
 * @example canonical({ b: 1, a: [2] }, 10) // '{"a":[2],"b":1}'
 */
export function canonical(value: unknown, depth: number, without: readonly string[] = []): string {
  if (depth < 0) throw new TooDeep();
  if (Array.isArray(value)) return `[${value.map((entry) => canonical(entry, depth - 1)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Record<string, unknown>;
  const keys = Object.keys(fields).filter((key) => !without.includes(key));
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(fields[key], depth - 1)}`)
    .join(',')}}`;
}
