/** The sizes of deltas: token-like pieces, a few at a time. */
import { pieces } from '../tokens.ts';
import type { Chop } from './blocks.ts';

/**
 * A chop that puts `size` token-like pieces into each delta. The empty text has no pieces, so it makes no delta.
 *
 * @example chopBy(2)('one two three') // ['one two', ' three']
 */
export function chopBy(size: number): Chop {
  return (text) => {
    const all = pieces(text);
    if (size <= 1) return all;
    const groups: string[] = [];
    for (let i = 0; i < all.length; i += size) groups.push(all.slice(i, i + size).join(''));
    return groups;
  };
}
