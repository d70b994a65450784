/** How often each request was seen: the n-th of its kind gets the n-th ids. */

/** Kinds held at once. Each takes some 200 bytes. */
const MOST = 50_000;

/** The count of one kind of request. */
export interface Cell {
  /** Differs from the name of every other cell there ever was. */
  readonly name: string;
  count: number;
}

/** Counts by kind, bounded. When it is full it begins anew under a new era, so that a pair of name and count never comes again. */
export class Counters {
  readonly #cells = new Map<string, Cell>();
  #era = 0;

  /** Begins to count anew; whoever holds a cell sees it at zero. */
  reset(): void {
    for (const cell of this.#cells.values()) cell.count = 0;
  }

  /** The cell of a kind. Whoever holds one counts in it, also when the era is over. */
  cell(kind: string): Cell {
    const known = this.#cells.get(kind);
    if (known) return known;
    if (this.#cells.size >= MOST) {
      this.#cells.clear();
      this.#era++;
    }
    const cell = { name: `${kind} ${this.#era}`, count: 0 };
    this.#cells.set(kind, cell);
    return cell;
  }
}
