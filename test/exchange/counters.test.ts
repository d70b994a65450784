import { expect, test } from 'vitest';
import { Counters } from '../../src/exchange/counters.ts';

test('the n-th request of a kind gets the n-th count, whatever came between', () => {
  const counters = new Counters();
  expect([counters.next('a'), counters.next('b'), counters.next('a')]).toEqual(['1', '1', '2']);
});

test('no count of a key comes twice, even after more kinds than are remembered', () => {
  const counters = new Counters();
  const seen = new Set([counters.next('a'), counters.next('a')]);
  for (let i = 0; i < 60_000; i++) counters.next(`other ${i}`);
  seen.add(counters.next('a'));
  seen.add(counters.next('a'));
  expect(seen.size).toBe(4);
});
