import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complexity, lastQuestion, overlap, wordsOf } from '../../src/backend/gateway-score.ts';

describe('complexity', () => {
  test('grows with length, hard words and code, from 0 to 1', () => {
    expect(complexity('')).toBe(0);
    expect(complexity('Hello there')).toBeLessThan(0.1);
    expect(complexity('Debug and refactor this proof: ```x```')).toBeGreaterThan(0.5);
    expect(complexity(`${'word '.repeat(500)} design, prove, optimize, migrate`)).toBe(1);
  });

  test('is never outside its bounds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => {
        const score = complexity(text);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('the question is the last text of the user, also behind tool results', () => {
  const question = lastQuestion({
    model: 'm',
    messages: [
      { role: 'user', content: 'How many?' },
      { role: 'assistant', content: 'Let me look.' },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '3' }] },
    ],
  });
  expect(question).toBe('How many?');
});

test('overlap counts different words of three letters or more, in any script', () => {
  const shared = (question: string, description: string) => overlap(wordsOf(question), description);
  expect(shared('Fix the SQL, the sql', 'sql and the like of it')).toBe(2);
  expect(shared('Привет мир', 'привет')).toBe(1);
  expect(shared('a b c', 'a b c')).toBe(0);
});
