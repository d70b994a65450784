/** Ascending lists read as one, no further than somebody asks. */

export class Ascending {
  readonly #lists: readonly (readonly number[])[];
  /** How far each list has been read. */
  readonly #read: number[];

  constructor(lists: readonly (readonly number[])[]) {
    this.#lists = lists.filter(({ length }) => length > 0);
    this.#read = this.#lists.map(() => 0);
  }

  /** The next number of all, or undefined at the end. */
  next(): number | undefined {
    let least: number | undefined;
    let from = -1;
    for (let n = 0; n < this.#lists.length; n++) {
      const number = this.#lists[n]![this.#read[n]!];
      if (number !== undefined && (least === undefined || number < least)) {
        least = number;
        from = n;
      }
    }
    if (from >= 0) this.#read[from]!++;
    return least;
  }
}
