/** Chance, made deterministic: every random choice in the project grows from a seed string here. */
import { hash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

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

/**
 * An identifier body that looks like the services' own: base62, `length` characters, a pure function of its parts.
 *
 * Every reply needs some, and a cryptographic hash took a third of the time of a repeated answer; nothing secret hangs on an id,
 * so 128 bits of multiplicative hashing (after cyrb128) feed a small counter-based generator (sfc32) instead.
 *
 * @example `msg_01${idBody(22, key, 'message')}`
 */
export function idBody(length: number, ...parts: readonly string[]): string {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (const part of parts) {
    // One step beyond the end, so that ('ab', 'c') differs from ('a', 'bc').
    for (let i = 0; i <= part.length; i++) {
      const unit = i === part.length ? 0x1ffff : part.charCodeAt(i);
      a = b ^ Math.imul(a ^ unit, 597399067);
      b = c ^ Math.imul(b ^ unit, 2869860233);
      c = d ^ Math.imul(c ^ unit, 951274213);
      d = a ^ Math.imul(d ^ unit, 2716044179);
    }
  }
  let out = '';
  for (let i = -12; i < length; i += 2) {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    // The first rounds only mix.
    if (i >= 0) out += PAIRS[(sum >>> 0) % PAIRS.length];
  }
  return length % 2 === 0 ? out : out.slice(0, length);
}

/** The random stream of a seed string. */
export function createRandom(seedText: string): Random {
  const seed = Number.parseInt(digest(seedText).slice(0, 8), 16) | 0;
  const generator = xoroshiro128plus(seed);
  const int = (min: number, max: number): number => uniformInt(generator, min, max);
  const float = (): number => int(0, 0x3fffffff) / 0x40000000;
  return {
    seed: seed >>> 0,
    int,
    float,
    chance: (p) => float() < p,
    pick: (list) => list[int(0, list.length - 1)]!,
    fork: (label) => createRandom(`${seedText}\u0000${label}`),
  };
}
