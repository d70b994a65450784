/** Texts that may hold a secret. The search for one is dear, and most texts hold none. */

/** Secrets without a shape of their own have at least as many characters, with a digit among them. */
const LENGTH = 10;
const OTHER = 0;
const TELLING = 2;

/** What ends a value in prose and code; digits, and the sign before the host of an address with a password. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  if (/[\d@]/.test(letter)) return TELLING;
  return /[^\s"'`,;<>(){}[\]\\&|\0]/.test(letter) ? 1 : OTHER;
});

const NAME = /key|secret|token|passw|passphrase|pwd|credential/i;

/**
 * Could the text hold one? True for those that have a word of 10 characters with a digit in it, name credentials, or hold pseudonyms.
 * Looks at a part of the text only: a word that long cannot hide between two places that are 10 apart.
 *
 * @param name key under which the text stands
 */
export function mayHoldSecret(text: string, name: string | undefined): boolean {
  if (text.length < LENGTH) return false;
  if (name !== undefined && name.length < 100 && NAME.test(name)) return true;
  return hasTellingWord(text) || text.includes('REDACTED-') || /basic[ \t]/i.test(text);
}

function hasTellingWord(text: string): boolean {
  let end = LENGTH;
  while (end <= text.length) {
    const start = end - LENGTH;
    let at = end - 1;
    while (at >= start && kindAt(text, at) !== OTHER) at--;
    if (at >= start) {
      end = at + 1 + LENGTH;
      continue;
    }
    for (at = start; at < text.length; at++) {
      const kind = kindAt(text, at);
      if (kind === TELLING) return true;
      if (kind === OTHER) break;
    }
    end = at + 1 + LENGTH;
  }
  return false;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? KINDS[code]! : 1;
}
