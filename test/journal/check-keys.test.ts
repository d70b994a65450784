import { describe, expect, test } from 'vitest';
import { checkKeys } from '../../src/journal/check-keys.ts';
import { verifyBudget } from '../../src/journal/totals.ts';
import { verify } from '../../src/journal/verify.ts';
import { verifyToolCalls } from '../../src/journal/verify-tool-calls.ts';
import { journaled } from './journaled.ts';

const { journal } = journaled();

describe('an expectation', () => {
  test('with a misspelt key fails and says what was meant, instead of holding for ever', () => {
    const misspelt = { atMost: 1, time: 2 };
    expect(() => verify(journal, misspelt)).toThrow(
      'time: there is no such key in an expectation. Did you mean "times"?',
    );
    const budget: object = { tokns: 5 };
    expect(() => verifyBudget(journal, budget)).toThrow(
      'tokns: there is no such key in a budget. Did you mean "tokens"',
    );
    const call = { name: 'search', arguments: { query: 'rivers' } };
    expect(() => verifyToolCalls(journal, [call])).toThrow(
      'arguments: there is no such key in a tool call. Known keys: name, input, inputMatches, times.',
    );
  });

  test('whose conditions stand in the wrong place says where they belong', () => {
    const bare: object = { text: 'hello' };
    expect(() => verify(journal, bare)).toThrow('Known keys: when, filter, times, atLeast, atMost.');
  });

  test.each([['2'], [-1], [Number.NaN], [null]])('that counts by %j is refused', (times) => {
    expect(() => checkKeys({ times }, { times: true }, 'an expectation')).toThrow('times: expected a number from 0');
  });

  test.each([[undefined], [null], [2], [[]]])('%j is none', (given) => {
    expect(() => checkKeys(given, { times: true }, 'an expectation')).toThrow('an object with any of times');
  });

  test('may leave out what it does not say', () => {
    expect(() => checkKeys({ times: undefined }, { times: true }, 'an expectation')).not.toThrow();
  });
});
