import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/random.ts';
import { leadIn, prose } from '../../../src/synthesis/prose/prose.ts';
import { thoughts } from '../../../src/synthesis/thoughts.ts';
import { countTokens } from '../../../src/tokens.ts';
import { anyText } from '../../support/messages.ts';
import { heard } from '../ask.ts';

const seeds = Array.from({ length: 60 }, (_, i) => `seed ${i}`);
const answers = (asked: string): string[] =>
  seeds.map((seed, i) => prose(heard({ asked }), 1 + (i % 3), createRandom(seed)));

describe('prose', () => {
  test('speaks of what was asked, in many ways and lengths', () => {
    const all = answers('How does the tide work?');
    expect(new Set(answers('Why tea?')).size).toBeGreaterThan(50);
    for (const text of answers('Tell me about tides.')) expect(text).toMatch(/tides/);
    for (const text of answers('Why tea?')) expect(text).toMatch(/“Why tea\?”/);
    expect(new Set(all).size).toBeGreaterThan(50);
    const lengths = answers('Why tea?').map(countTokens);
    expect(Math.min(...lengths)).toBeLessThan(40);
    expect(Math.max(...lengths)).toBeGreaterThan(120);
    expect(Math.max(...lengths)).toBeLessThan(400);
  });

  test('has lists, headings and emoji now and then', () => {
    const all = answers('Why tea?');
    for (const sign of [/^- /m, /^## /m, /\p{Extended_Pictographic}/u]) {
      const count = all.filter((text) => sign.test(text)).length;
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(40);
    }
  });

  test.each<[asked: string, shape: RegExp]>([
    ['Name three rivers', /^(?:Here are three rivers:\n\n)?(?:(?:\d\.|-) \*\*.*\n){2}(?:\d\.|-) \*\*.*$/],
    ['Tell me 2 facts about rivers.', /^(?:.*\n\n)?(?:\d\.|-) \*\*.*\n(?:\d\.|-) \*\*.*$/],
    ['How do I bake bread?', /^.*\n\n1\. \*\*.*\n2\. \*\*.*\n3\. \*\*/],
    ['Compare tea and coffee', /\| \| tea \| coffee \|\n\|---\|---\|---\|\n\| .* \| .* \| .* \|\n/],
    ['Is tea healthy?', /^(?:Yes|No), /],
    ['Hi there!', /^(?:Hello|Hi)\b/],
    ['Can you help me?', /^(?:Of course|Gladly|Yes)/],
    ['Thanks!', /welcome|Glad/],
    ['Say pong.', /^pong$/],
    ['Reply with exactly "OK"', /^OK$/],
    ['What is 12 * 7?', /84/],
    ['1/0', /no answer/],
    ['Summarize this: Tea is a drink. It is hot. Many people like it.', /“Tea is a drink\.”/],
    ['Translate "hello" to French', /^Here it is in French:\n\n> Bonjour !$/],
    ['Say good morning in German', /^Here it is in German:\n\n> Hallo!$/],
    ['Write a haiku about autumn leaves', /^[^\n]+\n[^\n]+\n[^\n]+\n\n\*Autumn leaves\*$/],
    ['Write an email to Anna about the party', /^Subject: The party\n\nHello,\n\n/],
    ['Explain tides in one sentence.', /^[^.]*tides [^.]*\.$/],
    ['Tell me about my cat', /your cat/],
    ['你好', /^(?:你好|您好)/],
    ['什么是机器学习？', /“什么是机器学习”/],
    ['日本の首都はどこですか？', /「日本の首都はどこですか」/],
    ['한국의 수도는 어디인가요?', /“한국의 수도는 어디인가요”/],
    ['Что такое чай?', /«Что такое чай»/],
    ['ما هي عاصمة فرنسا؟', /«ما هي عاصمة فرنسا»/],
    ['¿Cuál es la capital de Francia?', /«Cuál es la capital de Francia»/],
    ['Wie funktioniert ein Motor?', /„Wie funktioniert ein Motor“/],
    ['Pourquoi le ciel est-il bleu ?', /« Pourquoi le ciel est-il bleu »/],
    ['Write a Python function', /```python\n[^`]+\n```/],
    ['Fix this SQL query', /```sql\n[^`]+\n```/],
    ['Refactor the TypeScript class', /```typescript\n[^`]+\n```/],
    ['Write some code', /```python\n[^`]+\n```/],
    ['Write a C++ program', /```cpp\n[^`]+\n```/],
    ['用 Java 写代码', /```java\n[^`]+\n```/],
  ])('answers %j as an assistant would', (asked, shape) => {
    for (const text of answers(asked)) expect(text).toMatch(shape);
  });

  test('has no code when a language is only the subject', () => {
    for (const text of answers('Tell me about Java, the island')) expect(text).not.toMatch(/```/);
  });

  test('a table is not broken by bars in what is compared', () => {
    for (const text of answers('Compare a|b and c|d')) expect(text).toMatch(/^\| \| a\/b \| c\/d \|$/m);
  });

  test('is clean whatever is asked, and ends soon', () => {
    const wrapped = fc.tuple(
      fc.constantFrom(
        '',
        'Name 99 ',
        'Summarize: ',
        'Compare ',
        'Translate to German: ',
        'Write a poem about ',
        '什么 ',
        'Wie ist das ',
      ),
      anyText,
      fc.constantFrom('', '?', ' and b', '\n\nin one sentence'),
    );
    fc.assert(
      fc.property(wrapped, fc.integer({ min: 1, max: 3 }), fc.string(), (parts, paragraphs, seed) => {
        const text = prose(heard({ asked: parts.join('') }), paragraphs, createRandom(seed));
        expect(text).not.toBe('');
        expect(text).toBe(text.trim());
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[^\P{Cc}\n\t]/u);
        expect(prose(heard({ asked: parts.join('') }), paragraphs, createRandom(seed))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('of a megabyte of anything is written quickly', () => {
    for (const unit of [
      'a',
      'A ',
      '"',
      ': ',
      '. ',
      '\n',
      '字',
      'translate ',
      'compare a and ',
      'please ',
      '?\n',
      'how ',
    ]) {
      prose(heard({ asked: unit.repeat(1_000_000 / unit.length) }), 3, createRandom('a'));
    }
  });

  test('of lead-ins and thoughts is short', () => {
    for (const seed of seeds) {
      expect(countTokens(leadIn(heard({ asked: 'Tell me about tides' }), ['f'], createRandom(seed)))).toBeLessThan(15);
      expect(countTokens(thoughts(heard({ asked: 'Tides' }), ['f'], 6, 12, createRandom(seed)))).toBe(12);
    }
  });
});

describe('prose after tools', () => {
  const one = { tool: 'a', text: 'one', isError: false };
  const broken = { tool: 'c', text: 'broken', isError: true };
  const told = (results: Parameters<typeof heard>[0], asked = 'Numbers') =>
    prose(heard({ asked, ...results }), 1, createRandom('a'));

  test('tells several results, and the failed ones apart', () => {
    const results = [one, { tool: 'b', text: 'two', isError: false }, broken];
    expect(told({ results })).toMatch(/- one .*\n- two .*\n\nThe c call returned an error: broken/);
  });

  test('tells the first values of JSON', () => {
    const values = [['temperature_c', '15'] as const, ['sky', 'clear'] as const];
    expect(told({ results: [{ ...one, values }] })).toContain(': **temperature c**: 15, **sky**: clear (from a)');
  });

  test('speaks the language of the question', () => {
    const text = told({ results: [one, broken] }, '¿Qué tiempo hace en Madrid?');
    expect(text).toMatch(/^Esto es lo que he encontrado:\n\n- one .*\n\nLa llamada devolvió un error:\n\n- broken/);
  });
});
