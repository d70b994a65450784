import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bucket } from '../../../src/backend/limits/bucket.ts';

describe('a bucket', () => {
  test('is full at first, and a minute after it was emptied', () => {
    const bucket = new Bucket(60, 1000);
    expect(bucket.level(1000)).toBe(60);
    bucket.take(60, 1000);
    expect([bucket.level(1000), bucket.level(1999), bucket.level(2000), bucket.level(61_000)]).toEqual([0, 0, 1, 60]);
    expect(bucket.level(1_000_000)).toBe(60);
  });

  test('tells how long until an amount is there, and until it is full', () => {
    const bucket = new Bucket(60, 0);
    bucket.take(45, 0);
    expect([bucket.wait(15, 0), bucket.wait(16, 0), bucket.wait(60, 0), bucket.untilFull(0)]).toEqual([
      0, 1000, 45_000, 45_000,
    ]);
  });

  test('goes into debt, and takes back no more than it holds', () => {
    const bucket = new Bucket(60, 0);
    bucket.take(90, 0);
    expect([bucket.level(0), bucket.wait(1, 0)]).toEqual([-30, 31_000]);
    bucket.take(-200, 0);
    expect(bucket.level(0)).toBe(60);
  });

  test('neither fills nor drains when a reading turns back', () => {
    const bucket = new Bucket(60, 5000);
    bucket.take(60, 5000);
    expect(bucket.level(0)).toBe(0);
    expect(bucket.level(6000)).toBe(1);
  });

  test('keeps the books of a plain model: what flowed in each millisecond, never above the limit', () => {
    const step = fc.record({ pass: fc.integer({ min: 0, max: 90_000 }), take: fc.integer({ min: -50, max: 150 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.array(step, { maxLength: 20 }), (limit, steps) => {
        const bucket = new Bucket(limit, 0);
        let now = 0;
        let has = limit * 60_000;
        for (const { pass, take } of steps) {
          now += pass;
          has = Math.min(limit * 60_000, has + pass * limit);
          bucket.take(take, now);
          has = Math.min(limit * 60_000, has - take * 60_000);
          expect(bucket.level(now)).toBe(Math.floor(has / 60_000));
        }
      }),
    );
  });

  test('keeps to the millisecond although a clock reads fractions', () => {
    fc.assert(
      fc.property(fc.nat(1e9), (microseconds) => {
        const start = microseconds / 1000;
        const bucket = new Bucket(60, start);
        bucket.take(60, start);
        expect([bucket.wait(1, start + 999), bucket.wait(1, start + 1000)]).toEqual([1, 0]);
      }),
      // Here a sum of fractions comes out too small.
      { examples: [[64_648_707]] },
    );
  });

  test('tells the exact wait, whatever the clock shows: not there a millisecond before, there afterwards', () => {
    const given = fc.tuple(
      fc.integer({ min: 1, max: 100_000 }),
      // Clocks read microseconds.
      fc.nat(1e9).map((microseconds) => microseconds / 1000),
      fc.nat(200_000),
    );
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(given, share, share, ([limit, start, used], share, passes) => {
        const amount = Math.max(1, Math.floor(limit * share));
        const bucket = new Bucket(limit, start);
        bucket.take(used, start);
        const wait = bucket.wait(amount, start);
        expect(wait === 0).toBe(bucket.level(start) >= amount);
        const passed = Math.floor(wait * passes);
        expect(bucket.wait(amount, start + passed)).toBe(wait - passed);
        expect(bucket.wait(amount, start + wait)).toBe(0);
      }),
    );
  });
});
