import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { leadIn, prose } from '../../src/synthesis/prose.ts';
import { thoughts } from '../../src/synthesis/thoughts.ts';
import { countTokens } from '../../src/tokens.ts';
import { heard } from './ask.ts';

const seeds = Array.from({ length: 60 }, (_, i) => `seed ${i}`);
const answers = (asked: string): string[] =>
  seeds.map((seed, i) => prose(heard({ asked }), 1 + (i % 3), createRandom(seed)));

describe('prose', () => {
  test('speaks of the topic, in many ways and lengths', () => {
    const all = answers('How does the tide work?');
    for (const text of all) expect(text).toMatch(/tide/i);
    expect(new Set(all).size).toBeGreaterThan(50);
    const lengths = all.map(countTokens);
    expect(Math.min(...lengths)).toBeGreaterThan(5);
    expect(Math.max(...lengths)).toBeGreaterThan(120);
    expect(Math.max(...lengths)).toBeLessThan(400);
  });

  test('has lists now and then', () => {
    const lists = answers('How does the tide work?').filter((text) => /^(?:- |1\. )/m.test(text));
    expect(lists.length).toBeGreaterThan(5);
    expect(lists.length).toBeLessThan(40);
  });

  test.each([
    ['Write a Python function', 'python'],
    ['Fix this SQL query', 'sql'],
    ['Refactor the TypeScript class', 'typescript'],
    ['Write some code', 'python'],
  ])('shows code when asked: %s', (asked, fence) => {
    for (const text of answers(asked)) expect(text).toMatch(new RegExp(`\`\`\`${fence}\\n[^\`]+\\n\`\`\``));
  });

  test('greets who says nothing in particular', () => {
    for (const text of answers('Hello!')) expect(text).not.toMatch(/message/);
  });

  test('tells several results, and the failed ones apart', () => {
    const results = [
      { tool: 'a', text: 'one', isError: false },
      { tool: 'b', text: 'two', isError: false },
      { tool: 'c', text: 'broken', isError: true },
    ];
    expect(prose(heard({ asked: 'Numbers', results }), 1, createRandom('a'))).toMatch(
      /- one .*\n- two .*\n\nThe c call returned an error: broken/,
    );
  });

  test('of lead-ins and thoughts is short', () => {
    for (const seed of seeds) {
      expect(countTokens(leadIn(heard({ asked: 'Tides' }), ['f'], createRandom(seed)))).toBeLessThan(15);
      expect(countTokens(thoughts(heard({ asked: 'Tides' }), ['f'], 6, 12, createRandom(seed)))).toBe(12);
    }
  });
});
