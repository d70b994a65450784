/** Canonical JSON: one text for all ways to write the same value, so that key order and white space do not change an answer. */

/** Thrown when a value is nested deeper than was allowed. */
export class TooDeep extends Error {}

const NONE: readonly string[] = [];

/**
 * JSON with object keys in code unit order and no white space.
 *
 * @param value parsed JSON
 * @param depth how many levels may be nested; more throws `TooDeep`
 * @param without keys to leave out of the outermost object
 * @example canonical({ b: 1, a: [2] }, 10) // '{"a":[2],"b":1}'
 */
export function canonical(value: unknown, depth: number, without: readonly string[] = NONE): string {
  if (depth < 0) throw new TooDeep();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let json = '';
  if (Array.isArray(value)) {
    for (const entry of value) json += (json === '' ? '' : ',') + canonical(entry, depth - 1);
    return `[${json}]`;
  }
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields).sort()) {
    if (without.includes(key)) continue;
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${canonical(fields[key], depth - 1)}`;
  }
  return `{${json}}`;
}
