/** The name that was probably meant. */
import { createRequire } from 'node:module';

/**
 * A hint for a name that does not exist, with a space before it; empty when nothing is near.
 *
 * @example didYouMean('modle', ['model', 'path']) // ' Did you mean "model"?'
 */
export function didYouMean(name: string, known: readonly string[]): string {
  // Long names are never near, and the distance costs the product of both lengths.
  if (name.length > 40) return '';
  const require = createRequire(import.meta.url);
  const { closest, distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  const nearest = closest(name, known);
  return distance(name, nearest) <= Math.max(1, Math.floor(nearest.length / 2)) ? ` Did you mean "${nearest}"?` : '';
}
