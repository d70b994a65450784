/** Secrets that were found somewhere, to be found again where nothing but themselves tells that they are secrets. */
import type { Span } from './hits-of.ts';
import type { Shape } from './shapes.ts';

/** Shorter ones could stand elsewhere by chance. */
const LEAST = 8;

export class KnownSecrets {
  readonly #shapes = new Map<string, Shape>();
  /** Lengths, the longest first, by the first characters: any number of secrets is looked for in one walk. */
  readonly #lengths = new Map<string, number[]>();

  get size(): number {
    return this.#shapes.size;
  }

  shapeOf(secret: string): Shape | undefined {
    return this.#shapes.get(secret);
  }

  set(secret: string, shape: Shape): void {
    this.#shapes.set(secret, shape);
    if (secret.length < LEAST) return;
    const begin = secret.slice(0, LEAST);
    const lengths = new Set(this.#lengths.get(begin)).add(secret.length);
    this.#lengths.set(
      begin,
      [...lengths].sort((a, b) => b - a),
    );
  }

  /** In the order of the text, none within another. */
  *in(text: string): Generator<Span & { shape: Shape }> {
    if (this.#lengths.size === 0) return;
    for (let start = 0; start + LEAST <= text.length; start++) {
      const lengths = this.#lengths.get(text.slice(start, start + LEAST));
      for (const length of lengths ?? []) {
        const shape = this.#shapes.get(text.slice(start, start + length));
        if (!shape) continue;
        yield { start, end: start + length, shape };
        start += length - 1;
        break;
      }
    }
  }
}
