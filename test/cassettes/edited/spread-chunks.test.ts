import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadChunks } from '../../../src/cassettes/edited/spread-chunks.ts';

const three = [
  { at: 5, bytes: 10 },
  { at: 9, bytes: 10 },
  { at: 20, bytes: 20 },
];

describe('chunks for another body', () => {
  test('have the shares and the times that they had', () => {
    expect(spreadChunks(three, 80)).toEqual([
      { at: 5, bytes: 20 },
      { at: 9, bytes: 20 },
      { at: 20, bytes: 40 },
    ]);
  });

  test('end where an event ends', () => {
    expect(spreadChunks(three, 80, [30, 35, 41, 80])).toEqual([
      { at: 5, bytes: 30 },
      { at: 9, bytes: 11 },
      { at: 20, bytes: 39 },
    ]);
  });

  test('are fewer where the body is too short for all, and one where none were known', () => {
    expect(spreadChunks(three, 1)).toEqual([{ at: 20, bytes: 1 }]);
    expect(spreadChunks([], 7)).toEqual([{ at: 0, bytes: 7 }]);
    expect(spreadChunks(three, 0)).toEqual([]);
  });

  test('add up, and none is empty', () => {
    const chunk = fc.record({ at: fc.nat(), bytes: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(chunk), fc.nat(500), fc.array(fc.integer({ min: 1, max: 500 })), (chunks, size, ends) => {
        const inside = [...new Set([...ends.filter((end) => end < size), size])].sort((a, b) => a - b);
        for (const spread of [spreadChunks(chunks, size), spreadChunks(chunks, size, inside)]) {
          expect(spread.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(size);
          expect(spread.every(({ bytes }) => bytes > 0)).toBe(true);
        }
      }),
    );
  });
});
