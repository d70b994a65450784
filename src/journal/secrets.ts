/** What a journal must not keep: credentials, by the names of the headers and query parameters that carry them. */
import { type Headers, isSecret } from '../headers.ts';

/** Stands where a secret stood. */
export const REMOVED = '[removed]';

/** Sets of headers that were seen lately: clients send the same ones with nearly every request, so most entries share a text. */
const seen = new Map<string, string>();
const MOST_SEEN = 500;
const LONGEST_SEEN = 2048;

/** Names and values of headers, without secrets, as one text: a line each, in turn. No header can hold a line break. */
export function packHeaders(headers: Headers): string {
  let packed = '';
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    packed += `${name}\n${isSecret(name) ? REMOVED : typeof value === 'string' ? value : value.join(', ')}\n`;
  }
  if (packed.length > LONGEST_SEEN) return packed;
  const known = seen.get(packed);
  if (known !== undefined) return known;
  if (seen.size >= MOST_SEEN) seen.clear();
  seen.set(packed, packed);
  return packed;
}

/** The headers of a reply without secrets: the same object where there are none, as there nearly always are. */
export function replyWithoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const name in headers) if (isSecret(name)) return unpackHeaders(packHeaders(headers));
  return headers;
}

/** The headers of such a text. */
export function unpackHeaders(packed: string): Record<string, string> {
  const lines = packed.split('\n');
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < lines.length; index += 2) pairs.push([lines[index]!, lines[index + 1]!]);
  return Object.fromEntries(pairs);
}

/** A query without the values of parameters such as `key`, `api_key` and `token`. The same object when it has none. */
export function queryWithoutSecrets(query: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const hidden = (name: string) => isSecret(name) || /^(key|sig|signature)$/i.test(name);
  if (!Object.keys(query).some(hidden)) return query;
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, hidden(name) ? REMOVED : value]));
}
