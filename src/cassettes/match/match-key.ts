/** The key of a request: equal for requests that one recording shall answer. Computed from the request itself, never read from a file. */
import type { DialectName } from '../../contract/validator.ts';
import { digest } from '../../random.ts';
import type { CassetteSettings } from '../cassette-settings.ts';
import { SecretNames } from './secret-names.ts';
import { viewOf } from './view-of.ts';

/** What a recorded and a live request have in common. */
export interface KeyedRequest {
  dialect: DialectName;
  /** Upper case. */
  method: string;
  /** Path and query, as the client asked. */
  path: string;
  /** Parsed JSON; undefined when there is none. */
  body: unknown;
  /** The body when it is not JSON. */
  text?: string;
}

/**
 * SHA-256, in hex, of dialect, method, path (its query sorted) and as much of the body as the matching level asks for.
 *
 * Neither key order nor white space matters, nor, at any level, whether the answer is to be streamed. What `settings.ignore` finds is
 * left out; what `settings.normalise` finds, ids of tool calls and secrets count by where they first appear, not by what they are.
 *
 * @param settings without a level: `canonical`. Paths and patterns that cannot be read are passed over, as they are reported when
 *   the settings are read
 * @example keyOf({ dialect: 'anthropic', method: 'POST', path: '/v1/messages', body }, { match: 'conversation' })
 */
export function keyOf(request: KeyedRequest, settings: CassetteSettings): string {
  const view = viewOf(request, settings, 'compact');
  const form = request.body === undefined ? 'text' : 'json';
  const path = plainPath(request.path, settings);
  return digest(request.dialect, request.method, path, form, JSON.stringify(view));
}

/** Keys are given in queries, too. */
export function plainPath(path: string, settings: CassetteSettings): string {
  const sorted = sortedPath(path);
  if (!sorted.includes('=')) return sorted;
  const secrets = new SecretNames(settings);
  secrets.learn(sorted);
  return secrets.replace(sorted);
}

/**
 * The path with its query in code unit order.
 * @example sortedPath('/v1/messages?b=1&a=2') // '/v1/messages?a=2&b=1'
 */
export function sortedPath(path: string): string {
  const mark = path.indexOf('?');
  if (mark < 0) return path;
  const query = path
    .slice(mark + 1)
    .split('&')
    .filter(Boolean)
    .sort()
    .join('&');
  return query === '' ? path.slice(0, mark) : `${path.slice(0, mark)}?${query}`;
}
