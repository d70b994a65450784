/** The first values of a JSON text, which a person would tell first. */

/** Larger results are not worth the parsing: their beginning is quoted as text. */
const LARGEST = 100_000;
const MOST = 2;
/** How deep a value may lie to be found. */
const DEEPEST = 4;

/**
 * The first two scalars in an object or in the first objects of a list, with the names they have there; undefined when the text is
 * no JSON or has none.
 *
 * @example leadingValues('{"temperature":15,"wind_speed":{"kmh":9}}') // [['temperature', '15'], ['kmh', '9']]
 */
export function leadingValues(text: string): [name: string, value: string][] | undefined {
  if (text.length > LARGEST || !/^\s*[[{]/.test(text)) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found: [string, string][] = [];
  collect(parsed, '', DEEPEST, found);
  return found.length === 0 ? undefined : found;
}

function collect(value: unknown, name: string, depth: number, found: [string, string][]): void {
  if (found.length >= MOST || depth === 0 || value === null) return;
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value).slice(0, 20)) {
      collect(inner, Array.isArray(value) ? name : key, depth - 1, found);
    }
    return;
  }
  found.push([name, String(value)]);
}
