/** Writes a HAR file as a person likes to read it, and compare it with the one before. */
import type { Har } from '../../har.ts';

// Line breaks stand only between values: inside of strings JSON writes them with a backslash. Thus nothing but white space is touched.
const STRING = String.raw`"[^"\\\n]*(?:\\.[^"\\\n]*)*"`;
const NAMED = new RegExp(String.raw`\{\n +("name": ${STRING}),\n +("value": ${STRING})\n +\}`, 'g');
const NUMBERS = /\[\n +(-?[\d.eE+-]+),\n +(-?[\d.eE+-]+)\n +\]/g;

/**
 * JSON with two spaces of indentation and a line break at the end. A header takes one line, and so does a chunk.
 */
export function harText(har: Har): string {
  const text = JSON.stringify(har, null, 2);
  return `${text.replace(NAMED, '{ $1, $2 }').replace(NUMBERS, '[$1, $2]')}\n`;
}
