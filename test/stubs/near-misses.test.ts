import { describe, expect, test } from 'vitest';
import type { StubDefinition } from '../../src/stubs/stub.ts';
import { stubSet } from '../../src/stubs/stub-set.ts';
import { Stubs } from '../../src/stubs/stubs.ts';
import { saying, subjectOf } from './subject-of.ts';

const respond = { text: 'x' };

function stubsOf(...definitions: StubDefinition[]): Stubs {
  const set = stubSet(definitions.map((definition) => ({ definition, origin: 'a.yaml' })));
  return new Stubs(() => set);
}

describe('the nearest stubs', () => {
  const stubs = stubsOf(
    { name: 'none', when: { text: 'Bye', turn: 3 }, respond },
    { name: 'half', when: { text: 'Bye', turn: 1 }, respond },
    { name: 'most', when: { text: 'Hi', turn: 1, stream: true }, respond },
    { name: 'also half', when: { text: 'Hi', turn: 2 }, respond },
  );

  test('come first, and tell what kept them', () => {
    expect(stubs.nearest(subjectOf(), 3)).toEqual([
      {
        id: 'a.yaml:most',
        name: 'most',
        origin: 'a.yaml',
        score: 2 / 3,
        failed: [{ condition: 'stream', expected: 'true', actual: 'false' }],
      },
      {
        id: 'a.yaml:half',
        name: 'half',
        origin: 'a.yaml',
        score: 0.5,
        failed: [{ condition: 'text.contains', expected: '"Bye"', actual: '"Hi there"' }],
      },
      {
        id: 'a.yaml:also half',
        name: 'also half',
        origin: 'a.yaml',
        score: 0.5,
        failed: [{ condition: 'turn', expected: '2', actual: '1' }],
      },
    ]);
    expect(stubs.nearest(subjectOf(), 9)).toHaveLength(3);
    expect(stubs.nearest(subjectOf(), 1)).toHaveLength(1);
  });

  test('are those of which nothing held, where there are no others', () => {
    const far = stubsOf({ name: 'far', when: { text: 'Bye' }, respond });
    expect(far.nearest(subjectOf(), 3).map(({ name, score }) => [name, score])).toEqual([['far', 0]]);
    expect(stubsOf().nearest(subjectOf(), 3)).toEqual([]);
  });

  test('tell of states, of answers used up, and of the number of the call', () => {
    const used = stubsOf(
      { name: 'state', when: { text: 'Hi' }, whenState: 'open', respond },
      { name: 'once', when: { text: 'Hi' }, times: 1, respond },
      { name: 'second', when: { text: 'Hi', nth: 2 }, respond },
    );
    const call = { unique: 'u' };
    expect([1, 2, 3].map(() => used.choose(subjectOf(), call)?.name)).toEqual(['once', 'second', undefined]);
    expect(used.nearest(subjectOf(), 3).map(({ failed }) => failed)).toEqual([
      [{ condition: 'whenState', expected: 'open', actual: 'Started' }],
      [{ condition: 'times', expected: 'at most 1', actual: '1 answered' }],
      [{ condition: 'nth', expected: '2', actual: '3' }],
    ]);
    const before = JSON.stringify(used.list());
    used.nearest(subjectOf(), 3);
    expect(JSON.stringify(used.list())).toBe(before);
  });

  test('tell that a sequence is exhausted', () => {
    const sequence = (by: string) => JSON.parse(`{ "sequence": [{ "text": "a" }], "then": "exhaust", "by": "${by}" }`);
    const exhausted = stubsOf({ name: 'calls', respond: sequence('call') });
    exhausted.choose(subjectOf(), { unique: 'u' });
    expect(exhausted.nearest(subjectOf(), 1)[0]?.failed).toEqual([
      { condition: 'respond.sequence', expected: 'at most 1', actual: '1 answered' },
    ]);
    const later = subjectOf({ messages: ['user', 'assistant', 'user'].map((role) => ({ role, content: 'x' })) });
    expect(stubsOf({ respond: sequence('turn') }).nearest(later, 1)[0]?.failed).toEqual([
      { condition: 'respond.sequence', expected: 'a reply that is left', actual: 'none for turn 2' },
    ]);
  });

  test('are looked for among the first thousand', () => {
    const many = stubsOf(
      ...Array.from({ length: 1000 }, (): StubDefinition => ({ when: { text: 'Bye', turn: 1 }, respond })),
      { name: 'late', when: { text: 'Hi', stream: true, turn: 1 }, respond },
    );
    expect(many.nearest(saying('Hi'), 1)[0]?.id).toBe('a.yaml:1');
  });
});
