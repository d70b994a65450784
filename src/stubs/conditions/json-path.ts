/** What a JSONPath (RFC 9535) finds in a body. */
import { createRequire } from 'node:module';
import type { JSONPathEnvironment, JSONValue } from 'json-p3';
import { withinTime } from './time-bound.ts';

/** Bodies are no deeper than 200 levels; the library's own limit is 50. */
const MAX_DEPTH = 400;

/** Filters with regular expressions, or a search at every depth inside another, may never end. */
const RISKY = /\b(?:match|search)\s*\(|\.\..*\.\./s;

let environment: JSONPathEnvironment | undefined;

/**
 * @returns the values found; undefined when there was no answer within 50 ms
 * @throws Error for what is no path
 * @example compilePath('$.messages[*].role')({ messages: [{ role: 'user' }] }) // ['user']
 */
export function compilePath(path: string): (body: unknown) => unknown[] | undefined {
  environment ??= newEnvironment();
  const query = environment.compile(path);
  const find = (body: unknown): unknown[] => query.query(body as JSONValue).values();
  const isRisky = RISKY.test(path);
  return (body) => {
    try {
      return isRisky ? withinTime(() => find(body)) : find(body);
    } catch {
      // A value nested deeper than any body that is accepted.
      return [];
    }
  };
}

function newEnvironment(): JSONPathEnvironment {
  // Loaded only for those who use it.
  const library = createRequire(import.meta.url)('json-p3') as typeof import('json-p3');
  return new library.JSONPathEnvironment({ maxRecursionDepth: MAX_DEPTH });
}
