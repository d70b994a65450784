/** Thousands of texts looked for in one text at once. */
import { GRAM } from './index-key.ts';

interface Needle {
  text: string;
  /** Where in it the piece stands by which it is found. */
  offset: number;
  owners: number[];
}

/**
 * Each needle is filed under three of its characters: those that fewest other needles have. A search looks up every three characters
 * of the text and tries the needles filed there, so its time grows with the text and hardly with the number of needles.
 */
export class Needles {
  readonly #buckets: (Needle[] | undefined)[];
  /** A bit for each bucket that is not empty. Small enough to stay near the processor, where the buckets are not. */
  readonly #filled: Uint8Array;
  /** Bits of the hash that are thrown away. */
  readonly #shift: number;

  /** @param owners by needle, of at least three characters each: who looks for it, in ascending order */
  constructor(owners: ReadonlyMap<string, number[]>) {
    // Four buckets for each needle: nearly all positions of a text then find an empty one.
    const bits = Math.min(20, Math.max(8, Math.ceil(Math.log2(owners.size * 4 + 1))));
    this.#shift = 32 - bits;
    this.#buckets = new Array<Needle[] | undefined>(1 << bits).fill(undefined);
    this.#filled = new Uint8Array(1 << (bits - 3));
    const counts = new Uint32Array(1 << bits);
    for (const text of owners.keys()) for (let n = 0; n <= text.length - GRAM; n++) counts[this.#hash(text, n)]!++;
    for (const [text, list] of owners) {
      const offset = this.#rarest(text, counts);
      const hash = this.#hash(text, offset);
      const needle = { text, offset, owners: list };
      const bucket = this.#buckets[hash];
      if (bucket) bucket.push(needle);
      else this.#buckets[hash] = [needle];
      this.#filled[hash >>> 3]! |= 1 << (hash & 7);
    }
  }

  /** The owners of every needle that the text contains: one ascending list for each such needle. */
  find(text: string): number[][] {
    const found = new Set<Needle>();
    const filled = this.#filled;
    let first = text.charCodeAt(0);
    let second = text.charCodeAt(1);
    for (let at = 0; at <= text.length - GRAM; at++) {
      const third = text.charCodeAt(at + 2);
      const hash = mixed(first, second, third) >>> this.#shift;
      first = second;
      second = third;
      if ((filled[hash >>> 3]! & (1 << (hash & 7))) === 0) continue;
      for (const needle of this.#buckets[hash]!) {
        // A start before the text counts as 0, and what is found there is contained as well.
        if (text.startsWith(needle.text, at - needle.offset)) found.add(needle);
      }
    }
    return [...found].map(({ owners }) => owners);
  }

  #rarest(text: string, counts: Uint32Array): number {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let n = 0; n <= text.length - GRAM; n++) {
      const hash = this.#hash(text, n);
      // Of equally rare ones that with fewest needles under it.
      const weight = counts[hash]! * 4096 + Math.min(4095, this.#buckets[hash]?.length ?? 0);
      if (weight < least) {
        least = weight;
        best = n;
      }
    }
    return best;
  }

  #hash(text: string, at: number): number {
    return mixed(text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)) >>> this.#shift;
  }
}

function mixed(first: number, second: number, third: number): number {
  return Math.imul(Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ third, 0xc2b2ae35);
}
