import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkStubs } from '../../../src/stubs/check/check-stubs.ts';
import { hasErrors } from '../../../src/stubs/files/located-problem.ts';

const fine = { name: 'greeting', when: { text: { contains: 'hello' } }, respond: { text: 'Hi there' } };
const paths = (given: unknown) => checkStubs(given).problems.map(({ path }) => path.join('.'));
const messages = (given: unknown) => checkStubs(given).problems.map(({ message }) => message);

describe('stubs in code and over the API', () => {
  test('come as a file, as a list, or as one', () => {
    for (const given of [{ stubs: [fine] }, [fine], fine]) {
      expect(checkStubs(given)).toEqual({ stubs: [fine], problems: [] });
    }
    expect(checkStubs([])).toEqual({ stubs: [], problems: [] });
  });

  test('are told where they are wrong, from the root of what was given', () => {
    const wrong = { when: { text: { contain: 'hello' } }, respond: { text: 'Hi' } };
    expect(paths(wrong)).toEqual(['when.text.contain']);
    expect(paths([fine, wrong])).toEqual(['1.when.text.contain']);
    expect(paths({ stubs: [fine, wrong] })).toEqual(['stubs.1.when.text.contain']);
  });

  test('without an error are handed back beside those with one', () => {
    const { stubs, problems } = checkStubs([fine, { respond: {} }]);
    expect(stubs).toEqual([fine]);
    expect(hasErrors(problems)).toBe(true);
  });

  test.each([undefined, null, 3, 'hello', true])('%j is no stub, and that is said', (given) => {
    expect(messages(given)).toEqual([expect.stringMatching(/^expected a stub, but got .+ Write \{ when: /)]);
  });

  test('may hold keys that are undefined', () => {
    expect(checkStubs({ ...fine, times: undefined, when: { text: undefined } }).problems).toEqual([]);
  });

  test('tell that a regular expression is to be written as text', () => {
    expect(messages({ when: { text: { matches: /order \d+/i } }, respond: { text: 'Hi' } })).toEqual([
      'expected a string, but got object without fields. Write it as a string: "/order \\d+/i".',
    ]);
  });

  test('are not told to be unreachable, as more may come before them', () => {
    const all = { respond: { text: 'Hi' } };
    expect(checkStubs([all, fine]).problems).toEqual([]);
    expect(checkStubs({ ...fine, whenState: 'searched' }).problems).toEqual([]);
    expect(checkStubs({ stubs: [all, fine] }).problems).toEqual([]);
  });

  test('that share an id or a name are told', () => {
    const twin = { id: 'one', ...fine };
    expect(checkStubs([twin, twin]).problems).toEqual([
      expect.objectContaining({
        path: [1, 'id'],
        severity: 'error',
        message: expect.stringContaining('stub number 1'),
      }),
      expect.objectContaining({ path: [1, 'name'], severity: 'warning' }),
    ]);
  });

  test('that hold themselves, or are nested too deep, are refused', () => {
    const circle: Record<string, unknown> = { respond: { text: 'Hi' } };
    circle['when'] = { not: circle };
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level++) deep = { not: deep };
    for (const given of [circle, { when: deep, respond: { text: 'Hi' } }]) {
      expect(messages(given)).toEqual([expect.stringContaining('nested more than 200 levels deep')]);
    }
  });

  test('that are all broken are not all told', () => {
    const { problems } = checkStubs(Array.from({ length: 10_000 }, () => ({ respond: { a: 1, b: 2, c: 3 } })));
    expect(problems.length).toBeGreaterThanOrEqual(500);
    expect(problems.length).toBeLessThan(600);
  });

  test('with keys named like those that every object has are refused, not obeyed', () => {
    const given: unknown = JSON.parse('{"respond":{"text":"Hi"},"__proto__":{"times":1},"constructor":1}');
    expect(paths(given)).toEqual(['__proto__', 'constructor']);
    const inner: unknown = JSON.parse('{"when":{"header":{"__proto__":"x"}},"respond":{"text":"Hi"}}');
    expect(checkStubs(inner).problems).toEqual([]);
  });

  test('of whatever kind never make the check throw', () => {
    const key = fc.constantFrom(
      'stubs',
      'when',
      'respond',
      'text',
      'content',
      'sequence',
      'error',
      'type',
      'all',
      'raw',
    );
    const { any } = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'medium' },
        fc.anything(),
        fc.constantFrom('(', '$.a[', '{{ ', 'overloaded', 429, {}),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(key, tie('any'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(any, (given) => {
        const { stubs, problems } = checkStubs(given);
        expect(stubs.length > 0 || problems.length > 0 || JSON.stringify(given)?.length < 20).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
