/** The entries held, oldest first: bounded by count and by bytes, the oldest go first. */
import type { Noted } from './noted.ts';

export class Ring {
  readonly #most: number;
  readonly #mostBytes: number;
  #slots: (Noted | undefined)[] = [];
  /** The place of the oldest, and how many there are. */
  #first = 0;
  #size = 0;
  #bytes = 0;

  constructor(most: number, mostBytes: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes one in, and lets go of as many of the oldest as that needs. The newest stays, however large. */
  push(noted: Noted): void {
    if (this.#size === this.#most) this.#shift();
    this.#slots[(this.#first + this.#size) % this.#most] = noted;
    this.#size++;
    this.#bytes += noted.weight;
    while (this.#bytes > this.#mostBytes && this.#size > 1) this.#shift();
  }

  /** The one of this number. Numbers ascend by one, so its place is known. */
  get(number: number): Noted | undefined {
    const oldest = this.#slots[this.#first];
    if (!oldest || this.#size === 0) return undefined;
    const offset = number - oldest.number;
    return offset >= 0 && offset < this.#size ? this.#slots[(this.#first + offset) % this.#most] : undefined;
  }

  *[Symbol.iterator](): Iterator<Noted> {
    for (const noted of this.toArray()) yield noted;
  }

  /** Oldest first. */
  toArray(): Noted[] {
    return Array.from({ length: this.#size }, (_, offset) => this.#slots[(this.#first + offset) % this.#most]!);
  }

  clear(): void {
    this.#slots = [];
    this.#first = 0;
    this.#size = 0;
    this.#bytes = 0;
  }

  #shift(): void {
    this.#bytes -= this.#slots[this.#first]!.weight;
    this.#slots[this.#first] = undefined;
    this.#first = (this.#first + 1) % this.#most;
    this.#size--;
  }
}
