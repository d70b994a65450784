/** What a journal must not keep: credentials, by the names of the headers and query parameters that carry them. */
import { type Headers, isSecret } from '../headers.ts';

/** Stands where a secret stood. */
export const REMOVED = '[removed]';

/** Names and values of headers in turn, without secrets: one flat list, which is cheaper to keep than an object. */
export function flatHeaders(headers: Headers): string[] {
  const flat: string[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    flat.push(name, isSecret(name) ? REMOVED : typeof value === 'string' ? value : value.join(', '));
  }
  return flat;
}

/** The headers of a reply without secrets: the same object where there are none, as there nearly always are. */
export function replyWithoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const name in headers) if (isSecret(name)) return unflatten(flatHeaders(headers));
  return headers;
}

/** The headers of a flat list. */
export function unflatten(flat: readonly string[]): Record<string, string> {
  const pairs: [string, string][] = [];
  for (let index = 0; index < flat.length; index += 2) pairs.push([flat[index]!, flat[index + 1]!]);
  return Object.fromEntries(pairs);
}

/** A query without the values of parameters such as `key`, `api_key` and `token`. The same object when it has none. */
export function queryWithoutSecrets(query: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const hidden = (name: string) => isSecret(name) || /^(key|sig|signature)$/i.test(name);
  if (!Object.keys(query).some(hidden)) return query;
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, hidden(name) ? REMOVED : value]));
}
