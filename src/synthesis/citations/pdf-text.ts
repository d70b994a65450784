/** The text of a PDF as far as it lies open: strings shown in uncompressed content streams, page by page. */

/** Larger files are not searched. */
const LARGEST = 4_000_000;
const STREAM = 'stream';
/** Most pages and strings that are worth reading for a quotation, and most characters of all pages together. */
const MOST = 200;
const READ = 200_000;
// Escaped brackets make every start of a match run to its bound, so the bound is short.
const SHOWN = /\(((?:[^()\\]|\\[^\n]){1,300})\)\s{0,8}(?:Tj|')/g;

/**
 * What each content stream with readable text shows, in file order, which in plain files is the order of the pages. Empty for
 * compressed or encrypted files: whoever wants their text must read them with a library.
 *
 * @param base64 the file
 */
export function pdfText(base64: string): string[] {
  if (base64.length > LARGEST) return [];
  const file = Buffer.from(base64, 'base64').toString('latin1');
  const pages: string[] = [];
  let left = READ;
  let at = file.indexOf(STREAM);
  while (at >= 0 && pages.length < MOST && left > 0) {
    const end = file.indexOf('endstream', at);
    if (end < 0) break;
    const stream = file.slice(at + STREAM.length, end).slice(0, left);
    left -= stream.length;
    const text = textShown(stream);
    if (text !== '') pages.push(text);
    at = file.indexOf(STREAM, end + 'endstream'.length);
  }
  return pages;
}

function textShown(stream: string): string {
  // Page text stands between BT and ET. A compressed stream may hold these letters by chance, but then not plain ASCII around them.
  if (!/\bBT\b/.test(stream) || /[^\t\r\n\x20-\x7e]/.test(stream)) return '';
  const strings = [...stream.matchAll(SHOWN)].slice(0, MOST).map(([, shown]) => shown!.replace(/\\([()\\])/g, '$1'));
  return strings.join(' ').trim();
}
