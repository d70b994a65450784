/** Tells secrets from what merely stands where they stand: placeholders, code, ids, digests, dates. */

const PLACEHOLDER_WORD =
  /(?:^|[-_.])(?:your|my|example|placeholder|dummy|fake|sample|redacted|change-?me|insert|here|todo|x{3,})(?:[-_.]|$)/i;
/** The same character five times, dots, brackets, variables of templates and shells; the examples of Amazon. */
const PLACEHOLDER = /(.)\1{4}|\.\.\.|…|<|>|\*\*|^\$|\{\{|\$\{|^%[\w]{1,40}%$|EXAMPLE(?:KEY)?$/;

/** Ids that the services, or this mock, give. */
const OUR_ID = /^(?:msg|msgbatch|toolu|srvtoolu|mcptoolu|req|gen|call|resp|chatcmpl|file|container|compl)[-_]/;
const UUID = /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d\d-\d\d(?:$|[T_ ])/;
const DIGEST = /^(?:sha\d{1,3}|md5|blake\d\w{0,2})[:=-]/i;
const DIGEST_NAME = /hash(?![a-z])|sha\d|md5|digest|checksum|fingerprint/i;
/** Where a list goes on. */
const PLACE_NAME = /(?:next|page|continuation|cursor|sync)[_-]?(?:page[_-]?)?token/i;
/** `config.apiKey`, `process.env.TOKEN`, `getToken`. */
const CODE = /^[A-Za-z_$]{1,40}\d{0,2}(?:\??\.[A-Za-z_$]{1,40}\d{0,2}){1,8}$/;
const PATH = /^(?:[~.]{0,2}\/|[A-Za-z]:\\|[a-z][a-z0-9+.-]{0,20}:\/\/)/i;

/** Bits per character. */
const LEAST_ENTROPY = 3;
/** As much of a secret as is looked at. */
const LOOKED_AT = 300;

/** Shannon entropy of the characters, in bits per character: 1 for aabb. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const length = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length);
  return bits;
}

/** Is this part of a key no word that stands for one? Keys come from a generator: a few of their characters tell. */
export function isNoPlaceholder(secret: string): boolean {
  const text = secret.slice(0, LOOKED_AT);
  return !PLACEHOLDER.test(text) && !PLACEHOLDER_WORD.test(text) && entropy(text) >= 2;
}

/** Does what was assigned to `name` look as if nobody had thought of it? */
export function looksRandom(secret: string, name = ''): boolean {
  const text = secret.slice(0, LOOKED_AT);
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text) || entropy(text) < LEAST_ENTROPY) return false;
  if (DIGEST_NAME.test(name) || PLACE_NAME.test(name) || DIGEST.test(text) || !isNoPlaceholder(text)) return false;
  if (OUR_ID.test(text) || UUID.test(text) || DATE.test(text) || CODE.test(text) || PATH.test(text)) return false;
  // Words and numbers, as in claude-sonnet-4-5-20250929.
  return !text.split(/[-_./:@]/).every((part) => /^(?:[A-Za-z]{0,20}|\d{0,10}|v\d{1,3})$/.test(part));
}

/** A password in an address: nobody's, if it is one of those that stand in every manual. */
export function isPassword(secret: string): boolean {
  return (
    !PLACEHOLDER.test(secret) &&
    !PLACEHOLDER_WORD.test(secret) &&
    !/^(?:passw(?:or)?d|pass|pwd|secret|user|admin|root|postgres|mysql|guest|test|token)$/i.test(secret)
  );
}

/** A user and a password in base64. */
export function isBasicAuth(secret: string): boolean {
  const text = Buffer.from(secret.slice(0, LOOKED_AT), 'base64').toString('latin1');
  return /^[\x21-\x7e]{1,200}:[\x20-\x7e]{1,200}$/.test(text) && secret.length % 4 === 0;
}
