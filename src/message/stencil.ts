/** A text with holes for ids: written once, filled for every exchange. */

export interface Stencil {
  /** The text between the holes: one piece more than there are holes. */
  pieces: readonly string[];
  /** Which id goes into each hole. */
  holes: readonly number[];
}

/**
 * The stencil of a text in which each mark stands exactly once; undefined when one does not, because somebody's own text happens to
 * contain it or because it was never written. Then the text must be written anew each time.
 *
 * @example stencilOf('{"id":"MARK0"}', ['MARK0']) // { pieces: ['{"id":"', '"}'], holes: [0] }
 */
export function stencilOf(text: string, marks: readonly string[]): Stencil | undefined {
  const found = marks.map((mark, hole) => ({ hole, at: text.indexOf(mark), end: text.lastIndexOf(mark) }));
  if (found.some(({ at, end }) => at < 0 || at !== end)) return undefined;
  found.sort((one, other) => one.at - other.at);
  const pieces: string[] = [];
  let from = 0;
  for (const { hole, at } of found) {
    pieces.push(text.slice(from, at));
    from = at + marks[hole]!.length;
  }
  return { pieces: [...pieces, text.slice(from)], holes: found.map(({ hole }) => hole) };
}

/** The text with ids in its holes. */
export function fill({ pieces, holes }: Stencil, ids: readonly string[]): string {
  let text = pieces[0]!;
  for (let i = 0; i < holes.length; i++) text += ids[holes[i]!]! + pieces[i + 1]!;
  return text;
}
