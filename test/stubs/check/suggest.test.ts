import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from '../../../src/stubs/check/suggest.ts';

describe('a misspelt word', () => {
  test('is taken for the nearest one that is known', () => {
    expect(nearest('contain', ['exact', 'contains', 'matches'])).toBe('contains');
    expect(nearest('overloadd', ['overloaded', 'rate_limit'])).toBe('overloaded');
  });

  test('may differ in case, hyphens and underscores', () => {
    expect(nearest('Tool-Choice', ['tool', 'toolChoice'])).toBe('toolChoice');
    expect(nearest('stopReason', ['stop_reason', 'stop_sequence'])).toBe('stop_reason');
  });

  test('may be what other tools call the same', () => {
    expect(nearest('regex', ['exact', 'contains', 'matches'])).toBe('matches');
    expect(nearest('regex', ['exact'])).toBeUndefined();
  });

  test('is taken for nothing when nothing is near', () => {
    expect(nearest('banana', ['text', 'content'])).toBeUndefined();
    expect(nearest('constructor', ['text'])).toBeUndefined();
    expect(nearest('x'.repeat(100_000), ['text'])).toBeUndefined();
    expect(didYouMean('banana', ['text'])).toBe('');
    expect(didYouMean('txt', ['text'])).toBe(' Did you mean "text"?');
  });
});
