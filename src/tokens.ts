/** Token-like pieces: how text is counted, cut at `max_tokens`, and chopped into deltas. One piece counts as one token. */

// The lengths were fitted to the o200k vocabulary: within 15 % on English, code, JSON, Chinese, Japanese, Russian and hex.
// The `v` flag keeps surrogate pairs whole, and the last alternatives take whatever the others leave, so joining the
// pieces gives back the text. Every repetition is bounded: a megabyte of spaces is not one token, and nothing backtracks far.
const PIECE_KINDS = [
  // A word: perhaps one space or ASCII mark, then a capital and small letters or a run of capitals, then `'s` and the like.
  /[ "'_.\-\(\/<@#$:*\[]?(?:\p{Lu}?[\p{Script=Latin}--\p{Lu}]{1,8}|[\p{Lu}&&\p{Script=Latin}]{1,3})\p{M}{0,4}(?:'(?:s|t|re|ve|m|ll|d)(?!\p{L}))?/v,
  /[ ]?[\p{Script=Cyrillic}\p{Script=Greek}]{1,6}\p{M}{0,4}/v,
  // Two Han characters make one piece when the second is from the lower, more frequent, part of the block.
  /\p{Script=Han}[\u4e00-\u5e90]?/v,
  /\p{Script=Hiragana}{1,2}|\p{Script=Katakana}{1,2}|[ ]?\p{Script=Hangul}{1,2}/v,
  /[ ]?\p{Script=Arabic}{1,3}\p{M}{0,4}|[ ]?\p{Script=Hebrew}{1,3}\p{M}{0,4}|[ ]?(?:\p{Script=Devanagari}\p{M}{0,4}){1,2}/v,
  // Digits and symbols that a variation selector turns into emoji are left to the emoji alternative.
  /\p{N}{1,3}(?!\p{M})/v,
  /[ ]?[[\p{P}\p{S}]--\p{Emoji_Presentation}]{1,3}(?!\p{M})(?:\r?\n){0,2}/v,
  /(?:\r?\n){1,16}/v,
  // Indentation leaves its last space to the word behind it.
  /[ \t]{1,64}(?=[ ]\S)|[ \t]{1,64}/v,
  // Asking for a whole emoji sequence is slow, so plain emoji and stray marks are taken before it.
  /[\p{Emoji_Presentation}--\p{Regional_Indicator}](?![\p{M}\p{Emoji_Modifier}\u200d])|\p{M}/v,
  /\p{RGI_Emoji}|\P{M}\p{M}{0,4}/v,
];
const PIECE = new RegExp(PIECE_KINDS.map((kind) => kind.source).join('|'), 'gv');

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
