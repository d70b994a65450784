/** Guesses which word was meant. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A word longer than this is no slip of the pen, and comparing costs its length squared. */
const LONGEST_WORD = 60;

/**
 * ` Did you mean "x"?`, when one of the words differs by at most a third of its letters; else nothing.
 *
 * @example didYouMean('stal', ['stall', 'reset']) // ' Did you mean "stall"?'
 */
export function didYouMean(word: string, known: readonly string[]): string {
  if (word.length > LONGEST_WORD || known.length === 0) return '';
  // Loaded when the first mistake is found: most lists have none.
  const { closest, distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  const meant = closest(word.toLowerCase(), known);
  const near = distance(word.toLowerCase(), meant) <= Math.max(1, Math.floor(meant.length / 3));
  return near ? ` Did you mean "${meant}"?` : '';
}
