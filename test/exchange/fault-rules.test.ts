import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/exchange/fault-rule.ts';
import { FaultRuleError, FaultRules } from '../../src/exchange/fault-rules.ts';
import { saying, subjectOf } from '../stubs/subject-of.ts';

/** Which of so many requests get faults by these rules, from 1; and the names of the faults of each. */
function asked(given: unknown, count: number, subject = subjectOf()) {
  const rules = new FaultRules();
  rules.add(given, 'code');
  const names = Array.from({ length: count }, (_, n) =>
    rules.choose(subject, `call ${n}`, true)?.map(({ name }) => name),
  );
  return { rules, names, hit: names.flatMap((faults, n) => (faults ? [n + 1] : [])) };
}

describe('a rule', () => {
  test.each<[string, FaultRule | string, number[]]>([
    ['without any condition is for all requests', { faults: 'reset' }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['that is a text is its faults for all requests', 'reset', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['is for the next three', { faults: 'reset', next: 3 }, [1, 2, 3]],
    ['is for every fourth', { faults: 'reset', every: 4 }, [4, 8]],
    ['is for every third of the next seven', { faults: 'reset', every: 3, next: 7 }, [3, 6]],
    ['acts twice at most', { faults: 'reset', every: 3, times: 2 }, [3, 6]],
    ['is for a request by its number', { faults: 'reset', when: { nth: 5 } }, [5]],
    ['is for those between two numbers', { faults: 'reset', when: { nth: { min: 9 } } }, [9, 10]],
    ['is for none that its conditions do not fit', { faults: 'reset', when: { stream: true } }, []],
    ['of a probability of 1 is for all', { faults: 'reset', probability: 1, next: 2 }, [1, 2]],
    ['of a probability of 0 is for none', { faults: 'reset', probability: 0 }, []],
  ])('%s', (_what, rule, hit) => {
    expect(asked(rule, 10).hit).toEqual(hit);
  });

  test('counts only what fits its conditions', () => {
    const rules = new FaultRules();
    rules.add({ faults: 'reset', when: { text: 'hello' }, every: 2 }, 'code');
    const texts = ['hello', 'bye', 'hello', 'bye', 'hello', 'hello'];
    const hit = texts.map((text, n) => rules.choose(saying(text), `call ${n}`, true) !== undefined);
    expect(hit).toEqual([false, false, true, false, false, true]);
    expect(rules.list()).toMatchObject([{ id: 'rule-1', origin: 'code', fitted: 4, acted: 2 }]);
  });

  test('counts a request that somebody else decides about, but does not act on it', () => {
    const rules = new FaultRules();
    rules.add({ faults: 'reset', next: 2, times: 2 }, 'code');
    const free = [false, true, true];
    expect(free.map((may, n) => rules.choose(subjectOf(), `call ${n}`, may) !== undefined)).toEqual([
      false,
      true,
      false,
    ]);
    expect(rules.list()).toMatchObject([{ fitted: 2, acted: 1 }]);
  });

  test('draws by chance about the share that was asked for, and the same ones each time', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        const rule = { faults: 'reset', probability };
        const { hit } = asked(rule, 1000);
        expect(Math.abs(hit.length / 1000 - probability)).toBeLessThan(0.08);
        expect(asked(rule, 1000).hit).toEqual(hit);
      }),
      { numRuns: 20 },
    );
  });

  test('draws apart from other rules of the same share', () => {
    const rule = { faults: 'reset', probability: 0.5 };
    expect(asked([rule], 100).hit).not.toEqual(asked([{ ...rule, id: 'other' }], 100).hit);
  });
});

describe('several rules', () => {
  test('act together, in the order of adding', () => {
    const { names } = asked(
      [
        { faults: 'latency; slow', next: 2 },
        { faults: ['close'], every: 2 },
      ],
      4,
    );
    expect(names).toEqual([['latency', 'slow'], ['latency', 'slow', 'close'], undefined, ['close']]);
  });

  test('put no more than 20 faults on one request', () => {
    const { names } = asked(
      Array.from({ length: 50 }, () => 'slow'),
      1,
    );
    expect(names[0]).toHaveLength(20);
  });

  test('that say `none` decide, with no fault', () => {
    const rules = new FaultRules();
    rules.add({ faults: 'none', when: { text: 'spare me' } }, 'code');
    expect(rules.choose(saying('spare me'), 'call', true)).toEqual([]);
    expect(rules.choose(saying('go on'), 'call', true)).toBeUndefined();
  });

  test('have ids of their own, and can be taken away one by one or all at once', () => {
    const rules = new FaultRules();
    expect(rules.add(['reset', { id: 'rule-2', faults: 'close' }, 'slow'], 'api').map(({ id }) => id)).toEqual([
      'rule-1',
      'rule-2',
      'rule-3',
    ]);
    expect([rules.remove('rule-2'), rules.remove('rule-2'), rules.size]).toEqual([true, false, 2]);
    rules.clear();
    expect(rules.list()).toEqual([]);
    expect(rules.add('reset', 'code')[0]!.id).toBe('rule-1');
  });
});

describe('what is no rule', () => {
  let nested: unknown[] = [];
  for (let depth = 0; depth < 100_000; depth++) nested = [nested];
  const looped: Record<string, unknown> = { text: 'x' };
  looped['not'] = looped;

  test.each<[unknown, string, RegExp]>([
    [{ next: 3 }, 'faults', /which faults/],
    [{ faults: 'stal' }, 'faults', /no fault is called "stal". Did you mean "stall"/],
    [{ faults: ['reset', 'stal'] }, 'faults.1', /stall/],
    [{ faults: 7 }, 'faults', /expected a text such as .* but got number 7/],
    [{ faults: [7] }, 'faults', /expected a text/],
    [{ faults: 'reset', next: 0 }, 'next', /whole number from 1/],
    [{ faults: 'reset', every: 1.5 }, 'every', /whole number from 1/],
    [{ faults: 'reset', times: '3' }, 'times', /whole number from 1, but got string "3"/],
    [{ faults: 'reset', probability: 2 }, 'probability', /from 0 to 1/],
    [{ faults: 'reset', probability: Number.NaN }, 'probability', /from 0 to 1/],
    [{ faults: 'reset', id: '' }, 'id', /1 to 100/],
    [{ faults: 'reset', when: 'hello' }, 'when', /object of conditions/],
    [{ faults: 'reset', when: { txt: 'a' } }, 'when.txt', /Did you mean "text"/],
    [{ faults: 'reset', when: { text: { matches: '(' } } }, 'when.text.matches', /regular expression/],
    [{ faults: 'reset', when: looped }, 'when', /nested/],
    [{ faults: 'reset', when: { jsonPath: { '$.x': nested } } }, 'when', /nested/],
    [{ faults: 'reset', nxt: 3 }, 'nxt', /Did you mean "next"/],
    [JSON.parse('{ "faults": "reset", "__proto__": { "next": 1 } }'), '__proto__', /no such key/],
    [[['reset']], '0', /expected a rule/],
    [{ rules: 'reset' }, 'rules', /list of rules/],
    [{ rules: [null] }, 'rules.0', /expected a rule/],
    [{ rules: [], rule: 1 }, 'rule', /beside rules/],
    [null, '', /expected a rule/],
    [7, '', /expected a rule/],
    [
      [
        { id: 'a', faults: 'reset' },
        { id: 'a', faults: 'reset' },
      ],
      '1.id',
      /another rule/,
    ],
  ])('is refused with the place and what was expected: %#', (given, path, message) => {
    const rules = new FaultRules();
    const problems = (() => {
      try {
        rules.add(given, 'code');
        return [];
      } catch (error) {
        if (error instanceof FaultRuleError) return error.problems;
        throw error;
      }
    })();
    expect(problems.map((problem) => problem.path.join('.'))).toContain(path);
    expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
    expect(rules.size).toBe(0);
  });

  test('is named whole, and none of its neighbours is taken', () => {
    const rules = new FaultRules();
    const broken = [{ faults: 'reset' }, { faults: 'stal', next: 0 }, { faults: 'reset', when: { turn: 'x' } }];
    expect(() => rules.add(broken, 'code')).toThrow(/^1\.next: .*\(and \d+ more\)$/s);
    expect(rules.size).toBe(0);
    // No id was used up.
    expect(rules.add('reset', 'code')[0]!.id).toBe('rule-1');
  });

  test('never throws anything else, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (given) => {
        const rules = new FaultRules();
        try {
          rules.add(given, 'api');
        } catch (error) {
          expect(error).toBeInstanceOf(FaultRuleError);
        }
      }),
    );
  });
});

describe('the schedule', () => {
  const reset = [{ name: 'reset', options: { after: { count: 1, unit: 'events' as const } } }];

  test('tells runs of the same faults as one rule, whether they are one list or say the same', () => {
    const { schedule } = new FaultRules();
    for (const faults of [[], reset, reset, structuredClone(reset), [], reset, [{ name: 'no-stop', options: {} }]])
      schedule.note(faults);
    expect(schedule.rules()).toEqual([
      { faults: ['reset(after=1 events)'], when: { nth: { min: 2, max: 4 } } },
      { faults: ['reset(after=1 events)'], when: { nth: 6 } },
      { faults: ['no-stop'], when: { nth: 7 } },
    ]);
  });

  test('is bounded, and true up to its bound', () => {
    const { schedule } = new FaultRules();
    for (let n = 0; n < 30_000; n++) schedule.note(n % 2 === 0 ? reset : []);
    const rules = schedule.rules();
    expect(rules).toHaveLength(10_000);
    expect([rules[0]!.when, rules.at(-1)!.when]).toEqual([{ nth: 1 }, { nth: 19_999 }]);
  });

  test('gives the same faults again, by rules of any kind', () => {
    const count = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined });
    const rule = fc.record({
      faults: fc.constantFrom('reset', 'latency(for=1s); close', 'none', 'error-event(message="a, b; c")'),
      next: count,
      every: count,
      times: count,
      probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), (given) => {
        const first = new FaultRules();
        first.add(given, 'code');
        const told = run(first);
        const again = new FaultRules();
        again.add({ rules: JSON.parse(JSON.stringify(first.schedule.rules())) }, 'api');
        expect(run(again)).toEqual(told);
      }),
    );

    function run(rules: FaultRules) {
      return Array.from({ length: 30 }, (_, n) => {
        const faults = rules.choose(subjectOf(), `call ${n}`, true) ?? [];
        rules.schedule.note(faults);
        return faults;
      });
    }
  });
});
