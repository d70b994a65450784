/** Text of an exact number of tokens. */
import { countTokens, pieces } from '../../tokens.ts';

/**
 * The first `count` tokens of a text that goes on for as long as needed. It ends in something visible, and only white space at the
 * very end is replaced by a word, so the count is exact.
 *
 * @param more the next paragraph: not empty, no white space at its ends
 * @example countTokens(exactTokens(200, () => 'More of the same.')) // 200
 */
export function exactTokens(count: number, more: () => string): string {
  const paragraphs = [more()];
  // Pieces that meet at the seams become one at times, so a few more than needed are gathered.
  for (let gathered = countTokens(paragraphs[0]!); gathered <= count * 1.05 + 8; ) {
    const paragraph = more();
    paragraphs.push(paragraph);
    gathered += countTokens(paragraph);
  }
  const kept = pieces(paragraphs.join('\n\n')).slice(0, count);
  const last = kept.at(-1)!;
  const visible = last.trimEnd();
  kept[count - 1] = visible === '' ? ' and' : visible;
  return kept.join('');
}
