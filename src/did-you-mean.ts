/** Guesses which word was meant. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A word longer than this is no slip of the pen, and comparing costs its length squared. */
const LONGEST = 60;

/**
 * The candidate nearest to `word`, if it differs by at most a third of its letters, or by two. Case, `_` and `-` count for nothing.
 *
 * @example nearest('contain', ['exact', 'contains']) // 'contains'
 * @example nearest('tool_choice', ['tool', 'toolChoice']) // 'toolChoice'
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  // Loaded when the first mistake is found: most runs have none.
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  let best: string | undefined;
  let least = (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3))) + 1;
  for (const candidate of candidates) {
    const steps = distance(plain(word), plain(candidate));
    if (steps >= least) continue;
    best = candidate;
    least = steps;
  }
  return best;
}

/**
 * A hint for a word that does not exist, with a space before it; empty when nothing is near.
 *
 * @example didYouMean('modle', ['model', 'path']) // ' Did you mean "model"?'
 */
export function didYouMean(word: string, candidates: readonly string[]): string {
  return hint(nearest(word, candidates));
}

/** ` Did you mean "x"?`, or nothing. */
export function hint(meant: string | undefined): string {
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}

function plain(word: string): string {
  return word.replace(/[-_ ]/g, '').toLowerCase();
}
