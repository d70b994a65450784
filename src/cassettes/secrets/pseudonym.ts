/** What stands in place of a secret: a word that keeps its kind, and is the same for the same secret. */
import { createHash } from 'node:crypto';
import type { Shape } from './shapes.ts';

/** Characters of the digest: enough to tell the secrets of a cassette apart. */
const DIGITS = 12;

/**
 * By what a secret is named without being told.
 *
 * @example fingerprint('sk-ant-api03-...') // 'sha256:1f2e3d4c5b6a'
 */
export function fingerprint(secret: string): string {
  return `sha256:${digest(secret)}`;
}

/**
 * @example pseudonym('sk-ant-api03-...', anthropicKey) // 'sk-ant-REDACTED-1f2e3d4c5b6a'
 */
export function pseudonym(secret: string, { pseudonym: [before, behind] }: Shape): string {
  return `${before}REDACTED-${digest(secret)}${behind}`;
}

/** Finds the pseudonyms of these shapes; those of shapes that are gone have an empty first group. */
export function pseudonymPattern(shapes: readonly Shape[]): RegExp {
  const begins = [...new Set(shapes.map(({ pseudonym: [before] }) => before))];
  const ends = new Set(shapes.map(({ pseudonym: [, behind] }) => behind));
  // The longest first, as one may end like another.
  begins.sort((a, b) => b.length - a.length);
  ends.delete('');
  return new RegExp(
    `(${begins.map(escaped).join('|')}|)REDACTED-[0-9a-f]{${DIGITS}}(?:${[...ends].map(escaped).join('|')})?`,
    'g',
  );
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, DIGITS);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
