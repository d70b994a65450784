/** A place in a text that is being read, and complaints that name it. */

/** What is wrong with a text, as one sentence for people. */
export class Problem extends Error {}

const SPACE = /\s*/y;

export class Cursor {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get at(): number {
    return this.#at;
  }

  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The character that comes next. */
  get next(): string | undefined {
    return this.#text[this.#at];
  }

  /** What a sticky pattern finds here, which may be nothing; goes past it. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  skip(): void {
    this.take(SPACE);
  }

  /** Goes past a character and the spaces before it, if it comes next. */
  takes(character: string): boolean {
    this.skip();
    if (this.next !== character) return false;
    this.#at++;
    return true;
  }

  /** What stands here, for people. */
  came(at = this.#at): string {
    return at < this.#text.length ? quoted(this.#text.slice(at).trimStart()) : 'the end';
  }

  fail(what: string, at = this.#at): never {
    throw new Problem(`at character ${at + 1}: ${what}`);
  }
}

/** A text in quotes, shortened. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
