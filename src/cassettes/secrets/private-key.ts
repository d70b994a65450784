/** Private keys in PEM: what stands between a line that begins one and the line that ends it. */
import { isNoPlaceholder } from './looks-random.ts';

const DASHES = '-----';
/** A key of 16,384 bits has 13,000 characters. */
const LONGEST = 20_000;

/** Behind the line that ends it; a key that was broken off ends where the text does, or another begins. */
export function endOfPrivateKey(text: string, from: number): number {
  const body = text.slice(from, from + LONGEST);
  const dashes = body.indexOf(DASHES);
  if (dashes < 0) return from + body.length;
  const [end] = /^-----END [A-Z0-9 ]{0,60}-----/.exec(body.slice(dashes, dashes + 80)) ?? [];
  return from + dashes + (end?.length ?? 0);
}

/** A head line alone is talk about keys; behind that of a key stand lines of base64, their ends escaped perhaps. */
export function isPrivateKey(secret: string): boolean {
  const [, body = ''] = /^-----BEGIN[^-]{0,80}-----(.{0,400})/s.exec(secret) ?? [];
  return body.split(/\s|\\[nr]/).some((line) => /^[A-Za-z0-9+/=]{24}/.test(line) && isNoPlaceholder(line));
}
