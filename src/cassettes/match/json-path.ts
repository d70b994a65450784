/** Where a JSONPath (RFC 9535) of the settings points to in a body. */
import { createRequire } from 'node:module';
import type { JSONPathEnvironment, JSONValue } from 'json-p3';

/** A place in a body: names of fields and indices. */
export type Location = readonly (string | number)[];

/** More than any body that is asked about is deep; the library's own limit is 50. */
const MAX_DEPTH = 500;

let environment: JSONPathEnvironment | undefined;

/**
 * @returns undefined for what is no path
 * @example compiledPath('$.messages[*].role')({ messages: [{ role: 'user' }] }) // [['messages', 0, 'role']]
 */
export function compiledPath(path: string): ((body: unknown) => Location[]) | undefined {
  environment ??= newEnvironment();
  try {
    const query = environment.compile(path);
    return (body) => {
      try {
        return query.query(body as JSONValue).nodes.map(({ location }) => location);
      } catch {
        return [];
      }
    };
  } catch {
    return undefined;
  }
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The path of one place.
 * @example pathText(['messages', 0, 'a b']) // "$.messages[0]['a b']"
 */
export function pathText(location: Location): string {
  let text = '$';
  for (const step of location) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += NAME.test(step) ? `.${step}` : `['${escaped(step)}']`;
  }
  return text;
}

/** As between single quotes: JSON's own escapes, but for the quotes. */
function escaped(name: string): string {
  return JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
}

/**
 * The JSON pointer (RFC 6901) of one place.
 * @example pointerText(['a/b', 0]) // '/a~1b/0'
 */
export function pointerText(location: Location): string {
  return location.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function newEnvironment(): JSONPathEnvironment {
  // Loaded only for those who use it.
  const library = createRequire(import.meta.url)('json-p3') as typeof import('json-p3');
  return new library.JSONPathEnvironment({ maxRecursionDepth: MAX_DEPTH });
}
