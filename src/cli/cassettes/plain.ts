/** Recorded text made fit for a terminal: whoever wrote it must not move the cursor, change colours or turn the reading direction. */

/** Control characters, the marks that override the direction of text, line separators, and halves of surrogate pairs. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text on one line. What is unfit shows as a picture of itself.
 *
 * @example plain('a\u001b[2Jb\n') // 'a␛[2Jb␊'
 */
export function plain(text: string): string {
  return text.replace(UNFIT, pictured);
}

/** The text by its lines, each fit for a terminal. A line end at its very end makes no empty line. */
export function plainLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => plain(line.replaceAll('\t', '  ')));
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Indented JSON in ASCII where a terminal could take offence: `JSON.stringify` leaves control characters above 0x7e as they are. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/(?!\n)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, escaped);
}

function pictured(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : `<U+${hex(code).toUpperCase()}>`;
}

function escaped(character: string): string {
  return `\\u${hex(character.codePointAt(0)!)}`;
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}
