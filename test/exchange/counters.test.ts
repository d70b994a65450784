import { expect, test } from 'vitest';
import { Counters } from '../../src/exchange/counters.ts';

const next = (counters: Counters, kind: string) => `${kind} ${counters.next(kind)}`;

test('the n-th request of a kind counts the same in every run, whatever came between', () => {
  const [one, other] = [new Counters(), new Counters()];
  const expected = [next(one, 'a'), next(one, 'a')];
  const first = next(other, 'a');
  next(other, 'b');
  expect([first, next(other, 'a')]).toEqual(expected);
});

test('no count comes twice, even after more kinds than are remembered', () => {
  const counters = new Counters();
  const seen = new Set([next(counters, 'a'), next(counters, 'a'), next(counters, 'b')]);
  for (let i = 0; i < 60_000; i++) counters.next(`other ${i}`);
  seen.add(next(counters, 'a')).add(next(counters, 'a')).add(next(counters, 'b'));
  expect(seen.size).toBe(6);
});

test('counts that are reset begin as in a new run', () => {
  const counters = new Counters();
  const first = next(counters, 'a');
  for (let i = 0; i < 60_000; i++) counters.next(`other ${i}`);
  counters.reset();
  expect(next(counters, 'a')).toBe(first);
});
