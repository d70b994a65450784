/** What a PDF tells without being built: how many pages it has, and whether it is locked. */
import { type Objects, readObjects } from './pdf-objects.ts';

export interface Pdf {
  /** At least 1: a file that tells nothing counts as one page. */
  pages: number;
  encrypted: boolean;
}

/** More pages are not believed: no service takes a tenth of this. */
const MOST_PAGES = 10_000;
/** Of one file. A page takes about ten; files for screen readers have some hundred thousand. */
const MOST_TOKENS = 1_000_000;
/** Unpacked at most of a stream, and of a file in relation to its size. Objects shrink to a fifth when they are packed. */
const MOST_OF_ONE = 4 * 1024 * 1024;
const MOST_GROWTH = 8;
/** Unpacked of any file: hundreds of empty pages, each like the other, shrink to next to nothing. */
const LEAST = 64 * 1024;
/** What unpacking a stream costs beside its bytes. */
const PER_STREAM = 4096;

type Tally = Pick<Objects, 'leaves' | 'count' | 'encrypted' | 'tokens'> & {
  /** False once something was left packed or unread. */
  whole: boolean;
};

/**
 * Counts pages by looking at the dictionaries outside of streams and inside of object streams (`/Type /ObjStm`), into which newer
 * files pack them. Two witnesses: the page objects, of which a file changed in place keeps old ones, and the `Count` of the tree's
 * root, which a forger may set. The smaller is believed, or the larger when not everything could be read. Work is in proportion to
 * the file.
 *
 * @param bytes the file
 * @example readPdf(Buffer.from('%PDF-1.4\n1 0 obj <</Type /Page>> endobj')) // { pages: 1, encrypted: false }
 */
export function readPdf(bytes: Buffer): Pdf {
  const text = bytes.toString('latin1');
  const tally: Tally = { leaves: 0, count: 0, encrypted: false, tokens: 0, whole: true };
  let budget = LEAST + bytes.length * MOST_GROWTH;
  for (let at = 0; at < text.length; ) {
    const start = startOfStream(text, at);
    const type = add(tally, text.slice(at, start));
    const end = start === text.length ? -1 : text.indexOf('endstream', start);
    if (type === 'ObjStm' && end >= 0) {
      const unpacked = budget > 0 ? unpack(bytes.subarray(start, end), Math.min(budget, MOST_OF_ONE)) : '';
      budget -= PER_STREAM + unpacked.length;
      if (unpacked === '') tally.whole = false;
      else add(tally, unpacked);
    }
    if (end < 0) break;
    at = end + 'endstream'.length;
  }
  return { pages: pagesOf(tally), encrypted: tally.encrypted };
}

/** Adds what stands in `text`, and returns the type of its last dictionary. */
function add(tally: Tally, text: string): string {
  const { leaves, count, encrypted, lastType, tokens } = readObjects(text, MOST_TOKENS - tally.tokens);
  tally.leaves += leaves;
  tally.count = Math.max(tally.count, count);
  tally.encrypted ||= encrypted;
  tally.tokens += tokens;
  if (tally.tokens > MOST_TOKENS) tally.whole = false;
  return lastType;
}

function pagesOf({ leaves, count, whole }: Tally): number {
  const pages = whole && leaves > 0 && count > 0 ? Math.min(leaves, count) : Math.max(leaves, count);
  return Math.min(MOST_PAGES, Math.max(1, pages));
}

/** Where the bytes of the next stream begin; the text's length if there is none. Its keyword stands behind a dictionary. */
function startOfStream(text: string, from: number): number {
  const keyword = />>\s{0,9}stream\r?\n/g;
  keyword.lastIndex = from;
  return keyword.exec(text) === null ? text.length : keyword.lastIndex;
}

/** The objects of a packed stream; '' if it is packed in an unknown way, broken, or too large. */
function unpack(body: Buffer, most: number): string {
  try {
    // Loaded here: few requests bring a PDF, and every start would pay for it.
    const { inflateSync } = process.getBuiltinModule('node:zlib');
    return inflateSync(body, { maxOutputLength: most }).toString('latin1');
  } catch {
    return '';
  }
}
