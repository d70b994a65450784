import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Credits } from '../../../src/backend/limits/credits.ts';

const PRICE = { input: 3, output: 15, cacheRead: null, cacheWrite5m: null, cacheWrite1h: null };
const FREE = { ...PRICE, input: 0, output: 0 };

describe('credits', () => {
  test('pay for a request to the last token', () => {
    // 100 tokens of prompt and 200 of answer: 300 + 3000 millionths.
    expect(new Credits(0.0033).shortfall(100, 200, PRICE)).toBeUndefined();
    expect(new Credits(0.0033).shortfall(100, 201, PRICE)).toEqual({ kind: 'output', tokens: 201, affordable: 200 });
    expect(new Credits(0.00029).shortfall(100, 1, PRICE)).toEqual({ kind: 'prompt', tokens: 100, affordable: 96 });
  });

  test('that are used up pay for nothing; what is free they refuse in debt only', () => {
    const credits = new Credits(0);
    expect(credits.shortfall(1, 1, PRICE)).toEqual({ kind: 'empty' });
    expect(credits.shortfall(1, 1, FREE)).toBeUndefined();
    credits.charge(0.01);
    expect(credits.left).toBe(-0.01);
    expect(credits.shortfall(1, 1, FREE)).toEqual({ kind: 'empty' });
  });

  test('have no binary noise, however many answers are charged', () => {
    const costs = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { maxLength: 50 });
    fc.assert(
      fc.property(costs, (charges) => {
        const credits = new Credits(100);
        for (const charge of charges) credits.charge(charge / 1e7);
        const sum = charges.reduce((sum, charge) => sum + charge, 0);
        expect(credits.left).toBe((1e9 - sum) / 1e7);
      }),
    );
  });
});
