/** Chance, made deterministic: every random choice in the project grows from a seed string here. */
import { hash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

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
 * An identifier body that looks like the services' own: base62, `length` characters (at most 64), a pure function of its parts.
 *
 * @example `msg_01${idBody(22, key, 'message')}`
 */
export function idBody(length: number, ...parts: readonly string[]): string {
  const bytes = hash('sha512', parts.join('\u0000'), 'buffer');
  let out = '';
  for (let i = 0; i < length; i++) out += BASE62[bytes[i]! % 62];
  return out;
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
