/** The sentences of a text and where they stand in it. */

/** A stretch of a text, in UTF-16 code units, end excluded; white space at its ends left out. */
export interface Span {
  start: number;
  end: number;
}

// Bounded repetitions: a megabyte of full stops must not be tried over and over.
const END = /[.!?]{1,8}["'”’)\]]{0,4}(?=\s|$)|[。！？]{1,8}|\n/g;

/**
 * Sentences end at marks followed by white space, at Chinese and Japanese marks, and at line ends.
 *
 * @example sentences('Grass is green. The sky?') // [{ start: 0, end: 15 }, { start: 16, end: 24 }]
 */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  const close = (to: number): void => {
    const raw = text.slice(from, to);
    const start = from + (raw.length - raw.trimStart().length);
    const end = from + raw.trimEnd().length;
    if (end > start) spans.push({ start, end });
    from = to;
  };
  for (const match of text.matchAll(END)) close(match.index + match[0].length);
  close(text.length);
  return spans;
}
