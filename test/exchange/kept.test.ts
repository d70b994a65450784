import { expect, test } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { Kept } from '../../src/exchange/kept.ts';

test('a thing is made once per name, refusals included', () => {
  const kept = new Kept(5);
  let made = 0;
  const make = () => ++made;
  expect([kept.once('a', make), kept.once('a', make), kept.once('b', make)]).toEqual([1, 1, 2]);
  const refuse = () => {
    made++;
    throw new ApiError('invalid_request', 'no');
  };
  expect(() => kept.once('c', refuse)).toThrow('no');
  expect(() => kept.once('c', refuse)).toThrow('no');
  expect(made).toBe(3);
});

test('a bug is not kept', () => {
  const kept = new Kept(5);
  let tried = 0;
  const fail = () => {
    tried++;
    throw new TypeError('bug');
  };
  expect(() => kept.once('a', fail)).toThrow('bug');
  expect(() => kept.once('a', fail)).toThrow('bug');
  expect(tried).toBe(2);
});

test('what is kept is bounded: with no room left, all is forgotten and made again', () => {
  const kept = new Kept(3);
  let made = 0;
  for (let round = 0; round < 2; round++) for (let i = 0; i < 4; i++) kept.once(i, () => ++made);
  expect(made).toBe(8);
});
