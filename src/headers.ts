/** Request headers, and which of them carry secrets. */

/** Lower-case, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

const ALWAYS = /secret|passw(or)?d|api[-_]?key|credential|authorization|cookie|(^|[-_])auth([-_]|$)/i;
const TOKEN = /token/i;
/** Counts and limits of language tokens, such as `anthropic-ratelimit-input-tokens-remaining`. */
const COUNT = /rate-?limit|(^|[-_])(input|output|max|total)[-_]tokens?([-_]|$)/i;

/** Names come again with every request; an endless stream of new ones must not fill the memory. */
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 64;
const known = new Map<string, boolean>();

/**
 * Does a header of this name, in any case, carry a secret? Its value must not be stored, logged or shown.
 *
 * @example isSecret('X-Auth-Token') // true; isSecret('anthropic-ratelimit-tokens-limit') // false
 */
export function isSecret(name: string): boolean {
  const verdict = known.get(name);
  if (verdict !== undefined) return verdict;
  const secret = ALWAYS.test(name) || (TOKEN.test(name) && !COUNT.test(name));
  if (name.length > LONGEST_KNOWN) return secret;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, secret);
  return secret;
}
