/** The few things worth knowing of a PDF's objects, read from their dictionaries in one pass. */

/** One dictionary: what it says of itself, nested ones apart. */
interface Dictionary {
  type: string;
  count: number;
  /** Has it a `Root`? Only trailers have. */
  isTrailer: boolean;
  encrypts: boolean;
}

export interface Objects {
  /** Dictionaries of type `Page`. A file that was changed in place keeps the old ones. */
  leaves: number;
  /** The largest `Count` in the page tree, which is the root's. */
  count: number;
  /** Does a trailer name an encryption? */
  encrypted: boolean;
  /** The type of the last dictionary: where a stream follows, its own. */
  lastType: string;
  /** Tokens read. */
  tokens: number;
}

const TOKEN =
  /<<|>>|endobj|\/Type\s{0,9}\/(\w{1,20})|\/Count\s{0,9}(\d{1,9})|\/(Root)\s{0,9}\d|\/(Encrypt)\s{0,9}(?:\d|<<)/g;

/** Dictionaries in dictionaries; real files have a handful. */
const DEEPEST = 50;

/**
 * Reads at most `most` tokens of `text`, which holds objects but no streams.
 *
 * @example readObjects('<</Type /Pages /Count 2 /Kids [3 0 R 4 0 R]>>', 100).count // 2
 */
export function readObjects(text: string, most: number): Objects {
  const seen: Objects = { leaves: 0, count: 0, encrypted: false, lastType: '', tokens: 0 };
  let open: Dictionary[] = [];
  for (const [token, type, count, root, encrypts] of text.matchAll(TOKEN)) {
    if (++seen.tokens > most) break;
    const inner = open.at(-1);
    if (token === '<<' && open.length < DEEPEST) open.push({ type: '', count: 0, isTrailer: false, encrypts: false });
    else if (token === 'endobj') open = [];
    else if (inner === undefined) continue;
    else if (token === '>>') close(open.pop()!, seen);
    else if (type !== undefined) inner.type = type;
    else if (count !== undefined) inner.count = Number(count);
    else if (root !== undefined) inner.isTrailer = true;
    else if (encrypts !== undefined) {
      inner.encrypts = true;
      // The dictionary of the encryption may stand right here, and its `<<` went into the token.
      if (token.endsWith('<<')) open.push({ type: '', count: 0, isTrailer: false, encrypts: false });
    }
  }
  return seen;
}

function close({ type, count, isTrailer, encrypts }: Dictionary, seen: Objects): void {
  seen.lastType = type;
  if (type === 'Page') seen.leaves++;
  if (type === 'Pages') seen.count = Math.max(seen.count, count);
  if (isTrailer && encrypts) seen.encrypted = true;
}
