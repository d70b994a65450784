/** Token-like pieces: how text is counted, cut at `max_tokens`, and chopped into deltas. One piece counts as one token. */

// A piece is: an optional single space with up to 8 letters; 1-3 digits; a run of up to 4 symbols; a run of line
// breaks or spaces; an emoji sequence; any other character with its combining marks. Every code point falls into exactly one alternative, and the `u` flag keeps surrogate
// pairs whole, so joining the pieces gives back the text.
const PIECE = /[ ]?\p{Script=Latin}{1,8}\p{M}*|[ ]?\p{N}{1,3}|[ ]?[[\p{P}\p{S}]--\p{Emoji_Presentation}]{1,4}|\n+|[ \t]+|\p{RGI_Emoji}|\P{M}\p{M}*|\p{M}/gv;

/**
 * Splits text into token-like pieces. Joined they are the text; none begins or ends inside a surrogate pair.
 *
 * @example pieces('Hello, world') // ['Hello', ',', ' world']
 */
export function pieces(text: string): string[] {
  return text.match(PIECE) ?? [];
}

/** How many tokens a text has, on the scale of models up to 4.6 (see `ModelTraits.tokenScale`). */
export function countTokens(text: string): number {
  let count = 0;
  PIECE.lastIndex = 0;
  while (PIECE.test(text)) count++;
  return count;
}
