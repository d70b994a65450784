/** Token-like pieces: how text is counted, cut at `max_tokens`, and chopped into deltas. One piece counts as one token. */
import { isHanWord } from './han-words.ts';

// The lengths were fitted to the o200k vocabulary: within 15 % on English, code, JSON, Chinese, Japanese, Russian and hex.
// The `v` flag keeps surrogate pairs whole, and the last alternatives take whatever the others leave, so joining the
// pieces gives back the text. Every repetition is bounded: a megabyte of spaces is not one token, and nothing backtracks far.
const PIECE = new RegExp(
  [
    // A word: perhaps one space or ASCII mark, then a capital and small letters or a run of capitals, then `'s` and the like.
    String.raw`[ "'_.\-\(\/<@#$:*\[]?(?:\p{Lu}?[\p{Script=Latin}--\p{Lu}]{1,8}|[\p{Lu}&&\p{Script=Latin}]{1,3})\p{M}{0,4}(?:'(?:s|t|re|ve|m|ll|d)(?!\p{L}))?`,
    String.raw`[ ]?[\p{Script=Cyrillic}\p{Script=Greek}]{1,6}\p{M}{0,4}`,
    // Han characters one by one: those that make a word are taken together before the pattern sees them.
    String.raw`\p{Script=Han}`,
    String.raw`\p{Script=Hiragana}{1,2}|\p{Script=Katakana}{1,2}|[ ]?\p{Script=Hangul}{1,2}`,
    String.raw`[ ]?\p{Script=Arabic}{1,3}\p{M}{0,4}|[ ]?\p{Script=Hebrew}{1,3}\p{M}{0,4}|[ ]?(?:\p{Script=Devanagari}\p{M}{0,4}){1,2}`,
    // Digits and symbols that a variation selector turns into emoji are left to the emoji below.
    String.raw`\p{N}{1,3}(?!\p{M})`,
    String.raw`[ ]?[[\p{P}\p{S}]--\p{Emoji_Presentation}]{1,3}(?!\p{M})(?:\r?\n){0,2}`,
    String.raw`(?:\r?\n){1,16}`,
    // Indentation leaves its last space to the word behind it.
    String.raw`[ \t]{1,64}(?=[ ]\S)|[ \t]{1,64}`,
    // Emoji: flags, and pictures that may be coloured and joined. (RGI_Emoji says it exactly, and takes 10 ms to compile.)
    String.raw`\p{RI}{2}|(?:\p{ExtPict}[\p{EMod}\ufe0f]?\u200d){0,8}\p{ExtPict}[\p{EMod}\ufe0f]?`,
    String.raw`\P{M}\p{M}{0,4}|\p{M}`,
  ].join('|'),
  'gv',
);

/** Where all characters of the list of words are. A text of Latin letters alone costs nothing to test: the engine stores it in bytes. */
const HAN = /[\u4e00-\u9fff]/;

/**
 * Splits text into token-like pieces. Joined they are the text; none begins or ends inside a surrogate pair.
 *
 * @example pieces('Hello, world') // ['Hello', ',', ' world']
 */
export function pieces(text: string): string[] {
  if (!HAN.test(text)) return text.match(PIECE) ?? [];
  const list: string[] = [];
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = endOfPiece(text, at);
    list.push(text.slice(at, end));
  }
  return list;
}

/** How many tokens a text has, on the scale of models up to 4.6 (see `ModelTraits.tokenScale`). */
export function countTokens(text: string): number {
  let count = 0;
  if (HAN.test(text)) {
    for (let at = 0; at < text.length; at = endOfPiece(text, at)) count++;
    return count;
  }
  PIECE.lastIndex = 0;
  while (PIECE.test(text)) count++;
  return count;
}

/** Where the piece that begins at `at` ends. Two characters that make a word are one piece, found from the left. */
function endOfPiece(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x4e00 && code <= 0x9fff) return at + (isHanWord(text, at) ? 2 : 1);
  PIECE.lastIndex = at;
  PIECE.test(text);
  return PIECE.lastIndex;
}
