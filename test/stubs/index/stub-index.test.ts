import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../src/stubs/conditions/subject-facts.ts';
import { compileWhen } from '../../../src/stubs/conditions/when.ts';
import type { When } from '../../../src/stubs/stub.ts';
import { stubSet } from '../../../src/stubs/stub-set.ts';
import { Stubs } from '../../../src/stubs/stubs.ts';
import type { Subject } from '../../../src/stubs/subject.ts';
import { saying, subjectOf } from '../subject-of.ts';

// Few letters, so that texts meet; among them those whose lower case is longer, depends on their place, or is half of a pair.
const plain = ['a', 'A', 'b'];
const odd = ['a', ' ', 'Σ', 'σ', 'ς', 'İ', '😀', '\ud83d', '\ude00'];
const textOf = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: fc.constantFrom(...plain), maxLength }),
    fc.string({ unit: fc.constantFrom(...odd), maxLength }),
  );
const text = textOf(5);
const model = fc.constantFrom('m', 'm1', 'M', 'claude', 'c*', '?');

const textMatch = fc.oneof(
  text,
  fc.record(
    { exact: text, contains: fc.oneof(text, fc.array(text, { maxLength: 3 })), ignoreCase: fc.boolean() },
    { requiredKeys: [] },
  ),
);
const flat: fc.Arbitrary<When> = fc.record(
  { text: textMatch, model: fc.oneof(model, fc.array(model, { maxLength: 3 })), turn: fc.constantFrom(1, 2) },
  { requiredKeys: [] },
);
const when: fc.Arbitrary<When> = fc.oneof(
  flat,
  fc.record(
    { all: fc.array(flat, { maxLength: 3 }), any: fc.array(flat, { minLength: 1, maxLength: 2 }) },
    { requiredKeys: [] },
  ),
  fc.record({ not: flat }),
);

function scanned(whens: readonly When[], subject: Subject): number[] {
  return whens.flatMap((one, n) => (compileWhen(one).matches(subject) ? [n] : []));
}

function looked(whens: readonly When[], subject: Subject): number[] {
  const set = stubSet(
    whens.map((one, n) => ({ origin: 'o', definition: { id: String(n), when: one, respond: { text: 'x' } } })),
  );
  const asking = { subject, facts: factsOf(subject), call: {} };
  const held = set.held(asking.facts);
  const found: number[] = [];
  for (let n = 0; held.at(n, asking); n++) found.push(Number(held.at(n, asking)!.id));
  return found;
}

describe('the index over stubs', () => {
  test('finds exactly those stubs, in the same order, that asking each of them finds', () => {
    fc.assert(
      fc.property(fc.array(when, { maxLength: 30 }), textOf(25), model, (whens, said, named) => {
        for (const subject of [saying(said, { model: named }), subjectOf({ model: named, messages: [] })]) {
          expect(looked(whens, subject)).toEqual(scanned(whens, subject));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('finds among thousands the ones whose text stands anywhere in a long text', () => {
    const whens = Array.from({ length: 5000 }, (_, n): When => ({ text: `order ${n};` }));
    const long = `${'order order 12 '.repeat(500)}order 77;${' and'.repeat(500)} order 4999; 0rder 5;`;
    expect(looked(whens, saying(long))).toEqual([77, 4999]);
    expect(looked(whens, saying('order 0'))).toEqual([]);
  });

  test('is found again with a body that is kept, and made anew where the stubs change', () => {
    const values = new Map<unknown, unknown>();
    const kept = {
      once<T>(name: unknown, make: () => T): T {
        if (!values.has(name)) values.set(name, make());
        return values.get(name) as T;
      },
    };
    let shared = stubSet([{ origin: 'a.yaml', definition: { name: 'old', respond: { text: 'x' } } }]);
    const stubs = new Stubs(() => shared);
    const subject = subjectOf();
    const names = () => stubs.choose(subject, { unique: 'u', kept })?.name;
    expect([names(), names()]).toEqual(['old', 'old']);
    expect(values.size).toBe(1);
    shared = stubSet([{ origin: 'a.yaml', definition: { name: 'new', respond: { text: 'x' } } }]);
    expect(names()).toBe('new');
    stubs.add([{ name: 'own', when: { text: 'Hi' }, respond: { text: 'x' } }], 'code');
    expect(names()).toBe('own');
    expect(values.size).toBe(1);
  });
});
