/** Counts the characters of a string the way JSON Schema does: by code point, so an emoji is one. */

/**
 * Length of `text` in code points; a lone surrogate counts as one.
 * @example codePointCount('a😀') // 2
 */
export function codePointCount(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    const isHigh = (text.charCodeAt(index) & 0xfc00) === 0xd800;
    if (isHigh && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      count--;
      index++;
    }
  }
  return count;
}
