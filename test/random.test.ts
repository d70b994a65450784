import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, digest, IdSeed, idBody } from '../src/random.ts';

describe('an identifier body', () => {
  test('has the asked length and only base62 characters, and depends on nothing but its parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 64 }), fc.array(fc.string()), (length, parts) => {
        const id = idBody(length, ...parts);
        expect(id).toMatch(/^[0-9A-Za-z]*$/);
        expect(id).toHaveLength(length);
        expect(idBody(length, ...parts)).toBe(id);
        const [first = '', second = ''] = parts;
        expect(new IdSeed(first).idBody(length, second)).toBe(idBody(length, first, second));
      }),
    );
  });

  test('differs for a hundred thousand neighbours', () => {
    const ids = new Set<string>();
    for (let i = 0; i < 100_000; i++) ids.add(idBody(22, 'kind', String(i)));
    expect(ids.size).toBe(100_000);
  });

  test('differs when the same characters are cut into other parts', () => {
    expect(idBody(22, 'ab', 'c')).not.toBe(idBody(22, 'a', 'bc'));
    expect(idBody(22, 'ab')).not.toBe(idBody(22, 'ab', ''));
  });

  test('uses every character about equally often', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 10_000; i++)
      for (const character of idBody(22, String(i))) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count / (220_000 / 62) - 1)).toBeLessThan(0.1);
  });
});

describe('a random stream', () => {
  test('is the same for the same seed, and another for another', () => {
    const draw = (seed: string) => Array.from({ length: 20 }, () => createRandom(seed).fork('x').int(0, 1e9));
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  test('stays in its bounds', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.nat({ max: 1e6 }), (seed, min, span) => {
        const random = createRandom(seed);
        for (let i = 0; i < 20; i++) {
          const drawn = random.int(Math.min(min, 1e9), Math.min(min, 1e9) + span);
          expect(drawn).toBeGreaterThanOrEqual(Math.min(min, 1e9));
          expect(drawn).toBeLessThanOrEqual(Math.min(min, 1e9) + span);
          expect(random.float()).toBeLessThan(1);
        }
      }),
    );
  });

  test('does not depend in a fork on what was drawn before', () => {
    const drawn = createRandom('seed');
    drawn.int(0, 10);
    expect(drawn.fork('x').int(0, 1e9)).toBe(createRandom('seed').fork('x').int(0, 1e9));
  });
});

test('a digest tells its parts apart', () => {
  expect(digest('ab', 'c')).not.toBe(digest('a', 'bc'));
});
