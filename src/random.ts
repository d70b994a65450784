/** Chance, made deterministic: every random choice in the project grows from a seed string here. */
import { hash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

const BASE62 = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
/** All pairs of base62 characters: ids are put together two at a time. */
const PAIRS = BASE62.flatMap((first) => BASE62.map((second) => first + second));

/** A stream of reproducible choices. Two with the same seed make the same choices on every machine. */
export interface Random {
  /** A 32-bit seed for libraries that want a number (json-schema-faker, Faker). */
  readonly seed: number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** A number from 0 (included) to 1 (excluded). */
  float(): number;
  /** True with probability `p` (0 to 1). */
  chance(p: number): boolean;
  /** One of a non-empty list. */
  pick<T>(list: readonly T[]): T;
  /** An independent stream that depends on the label and this stream's seed, not on what was drawn before. */
  fork(label: string): Random;
}

/** SHA-256 of the parts, in hex. Parts are separated, so `('ab','c')` differs from `('a','bc')`. */
export function digest(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\u0000'), 'hex');
}

/** 128 bits that stand for the texts hashed so far. */
type State = [a: number, b: number, c: number, d: number];

const START: Readonly<State> = [1779033703, 3144134277, 1013904242, 2773480762];

/**
 * Takes a text into a state.
 *
 * Every reply needs a dozen ids and streams, and a cryptographic hash took a third of the time of a repeated answer; nothing secret
 * hangs on them, so 128 bits of multiplicative hashing (after cyrb128) feed a small counter-based generator (sfc32) instead.
 */
function absorb([a, b, c, d]: Readonly<State>, text: string): State {
  // One step beyond the end, so that ('ab', 'c') differs from ('a', 'bc').
  for (let i = 0; i <= text.length; i++) {
    const unit = i === text.length ? 0x1ffff : text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  return [a, b, c, d];
}

/** The next 32 bits of a state, which moves on. */
function next(state: State): number {
  const [a, b, c, d] = state;
  const sum = (((a + b) | 0) + d) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
  state[3] = (d + 1) | 0;
  return sum >>> 0;
}

/** How many rounds only mix. */
const MIXING = 6;

/**
 * An identifier body that looks like the services' own: base62, `length` characters, a pure function of its parts.
 *
 * @example `msg_01${idBody(22, key, 'message')}`
 */
export function idBody(length: number, ...parts: readonly string[]): string {
  return bodyOf(parts.reduce<State>(absorb, [...START]), length);
}

/** A text from which many ids grow: read once. `new IdSeed('a').idBody(22, 'b')` is `idBody(22, 'a', 'b')`. */
export class IdSeed {
  readonly text: string;
  readonly #state: Readonly<State>;

  constructor(text: string) {
    this.text = text;
    this.#state = absorb(START, text);
  }

  idBody(length: number, part: string): string {
    return bodyOf(absorb(this.#state, part), length);
  }
}

/** Of a state that is nobody else's. */
function bodyOf(state: State, length: number): string {
  for (let i = 0; i < MIXING; i++) next(state);
  let out = '';
  for (let i = 0; i < length; i += 2) out += PAIRS[next(state) % PAIRS.length];
  return length % 2 === 0 ? out : out.slice(0, length);
}

/** The random stream of a seed string. */
export function createRandom(seedText: string): Random {
  return new Stream(absorb(START, seedText));
}

/** A class, and its generator made when it is needed: an answer forks a dozen streams, and draws from half of them. */
class Stream implements Random {
  readonly #state: Readonly<State>;
  #seed: number | undefined;
  #generator: RandomGenerator | undefined;

  constructor(state: Readonly<State>) {
    this.#state = state;
  }

  get seed(): number {
    if (this.#seed === undefined) {
      const mixed: State = [...this.#state];
      for (let i = 0; i < MIXING; i++) next(mixed);
      this.#seed = next(mixed);
    }
    return this.#seed;
  }

  int(min: number, max: number): number {
    this.#generator ??= xoroshiro128plus(this.seed | 0);
    return uniformInt(this.#generator, min, max);
  }

  float(): number {
    return this.int(0, 0x3fffffff) / 0x40000000;
  }

  chance(p: number): boolean {
    return this.float() < p;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)]!;
  }

  fork(label: string): Random {
    return new Stream(absorb(this.#state, label));
  }
}
