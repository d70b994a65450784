/** A text that conditions look at, and its form without upper case, worked out once. */

export class Said {
  readonly text: string;
  #folded: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The text as `ignoreCase` compares it. */
  get folded(): string {
    this.#folded ??= foldCase(this.text);
    return this.#folded;
  }
}

/** Lower case, the same everywhere. Greek writes one letter in two ways, depending on where it stands: they count as one. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}
