import { describe, expect, test } from 'vitest';
import type { StubDefinition } from '../../src/stubs/stub.ts';
import { StubError } from '../../src/stubs/stub-error.ts';
import { type StubSource, stubSet } from '../../src/stubs/stub-set.ts';
import { Stubs } from '../../src/stubs/stubs.ts';
import type { Subject } from '../../src/stubs/subject.ts';
import { bringing, saying, subjectOf } from './subject-of.ts';

const respond = { text: 'x' };

function stubsOf(own: readonly StubDefinition[] = [], shared: readonly StubDefinition[] = []): Stubs {
  const set = stubSet(shared.map((definition): StubSource => ({ definition, origin: 'a.yaml' })));
  const stubs = new Stubs(() => set);
  if (own.length > 0) stubs.add(own, 'code');
  return stubs;
}

let calls = 0;
function answers(stubs: Stubs, times: number, subject: Subject = subjectOf()): (string | undefined)[] {
  return Array.from({ length: times }, () => stubs.choose(subject, { unique: `call ${calls++}` })?.name);
}

describe('of several stubs that match', () => {
  const named = (name: string, priority?: number): StubDefinition => ({
    name,
    respond,
    ...(priority === undefined ? {} : { priority }),
  });

  test('the one of higher priority answers, then the latest in code, then the first in the files', () => {
    const stubs = stubsOf(
      [named('code 1'), named('code 2'), named('low', -1)],
      [named('file 1'), named('file 2'), named('high', 1)],
    );
    const order = ['high', 'code 2', 'code 1', 'file 1', 'file 2', 'low'];
    expect(stubs.list().map(({ name }) => name)).toEqual(order);
    expect(stubs.size).toBe(6);
    const once = stubsOf(
      [named('code 1'), named('code 2'), named('low', -1)].map((stub) => ({ ...stub, times: 1 })),
      [named('file 1'), named('file 2'), named('high', 1)].map((stub) => ({ ...stub, times: 1 })),
    );
    expect(answers(once, 7)).toEqual([...order, undefined]);
  });

  test('none that does not match answers, and without stubs there is no answer', () => {
    expect(answers(stubsOf([{ when: { text: 'Bye' }, respond }]), 1)).toEqual([undefined]);
    expect(answers(stubsOf(), 1)).toEqual([undefined]);
  });
});

describe('a stub', () => {
  test('answers as often as times says, which reset forgets', () => {
    const stubs = stubsOf([{ name: 'twice', times: 2, respond }]);
    expect(answers(stubs, 3)).toEqual(['twice', 'twice', undefined]);
    expect(stubs.list()[0]).toMatchObject({ matched: 2, left: 0 });
    stubs.reset();
    expect(stubs.list()[0]).toMatchObject({ matched: 0, left: 2 });
    expect(answers(stubs, 1)).toEqual(['twice']);
  });

  test('gives its sequence in order, and lets the next stub answer when it is exhausted', () => {
    const two = JSON.parse('{ "sequence": [{ "text": "a" }, { "text": "b" }], "then": "exhaust" }');
    const stubs = stubsOf([{ name: 'two', respond: two }], [{ name: 'rest', respond }]);
    const texts = Array.from({ length: 3 }, () => stubs.choose(subjectOf(), { unique: 'u' })?.reply);
    expect(texts.map((reply) => (reply?.kind === 'message' ? reply.content : []))).toEqual(
      ['a', 'b', 'x'].map((text) => [{ type: 'text', text }]),
    );
    expect(stubs.list().map(({ matched, left }) => [matched, left])).toEqual([
      [2, 0],
      [1, null],
    ]);
  });

  test('may go by the turn of the conversation instead', () => {
    const byTurn = JSON.parse('{ "sequence": [{ "text": "first" }], "by": "turn", "then": "exhaust" }');
    const stubs = stubsOf([{ respond: byTurn }]);
    expect(answers(stubs, 2)).toEqual(['stub-1', 'stub-1']);
    expect(answers(stubs, 1, bringing())).toEqual([undefined]);
  });

  test('for the nth call counts the calls that all else fitted, whoever answered them', () => {
    const nth = (n: number): StubDefinition => ({ name: `nth ${n}`, when: { nth: n, text: 'Hi' }, respond });
    const forwards = stubsOf([], [nth(1), nth(2), nth(3), { name: 'rest', respond }]);
    expect(answers(forwards, 1, saying('Bye'))).toEqual(['rest']);
    expect(answers(forwards, 4)).toEqual(['nth 1', 'nth 2', 'nth 3', 'rest']);
    const backwards = stubsOf([nth(1), nth(2), nth(3)]);
    expect(answers(backwards, 4)).toEqual(['nth 1', 'nth 2', 'nth 3', undefined]);
  });

  test('with a nested nth counts by what stands beside it', () => {
    const stubs = stubsOf([
      { name: 'odd', when: { all: [{ text: 'Hi' }, { any: [{ nth: 1 }, { nth: 3 }] }] }, respond },
    ]);
    expect(answers(stubs, 2, saying('Bye'))).toEqual([undefined, undefined]);
    expect(answers(stubs, 4)).toEqual(['odd', undefined, 'odd', undefined]);
  });

  test('with a probability answers its share, and each run the same calls', () => {
    const draw = () => {
      const stubs = stubsOf([{ id: 'half', when: { probability: 0.5 }, respond }]);
      return Array.from({ length: 200 }, (_, n) => stubs.choose(subjectOf(), { unique: `${n}` }) !== undefined);
    };
    const first = draw();
    expect(draw()).toEqual(first);
    expect(first.filter(Boolean).length).toBeGreaterThan(70);
    expect(first.filter(Boolean).length).toBeLessThan(130);
  });

  test('holds its header against every call, also with a body that is kept', () => {
    const stubs = stubsOf([{ name: 'case a', when: { text: 'Hi', header: { 'x-case': 'a' } }, respond }]);
    const values = new Map<unknown, unknown>();
    const once = <T>(name: unknown, make: () => T): T => {
      if (!values.has(name)) values.set(name, make());
      return values.get(name) as T;
    };
    const { request, body, dialect } = subjectOf();
    const choose = (headers: Record<string, string>) =>
      stubs.choose({ request, body, dialect, headers }, { unique: 'u', kept: { once } })?.name;
    expect([choose({}), choose({ 'x-case': 'a' }), choose({ 'x-case': 'b' })]).toEqual([
      undefined,
      'case a',
      undefined,
    ]);
  });
});

describe('a scenario', () => {
  const door: StubDefinition[] = [
    { name: 'open', scenario: 'door', whenState: 'Started', setState: 'open', respond },
    { name: 'close', scenario: 'door', whenState: 'open', setState: 'Started', respond },
  ];

  test('goes from state to state as its stubs answer', () => {
    const stubs = stubsOf([], door);
    expect(stubs.states()).toEqual({ door: 'Started' });
    expect(answers(stubs, 3)).toEqual(['open', 'close', 'open']);
    expect(stubs.states()).toEqual({ door: 'open' });
    stubs.setState('door', 'locked');
    expect(answers(stubs, 1)).toEqual([undefined]);
    stubs.reset();
    expect(answers(stubs, 1)).toEqual(['open']);
  });

  test('may have any name, and one that is not named is called default', () => {
    const stubs = stubsOf([
      { setState: 'a', respond },
      { scenario: '__proto__', whenState: 'b', respond },
    ]);
    answers(stubs, 1);
    stubs.setState('__proto__', 'b');
    expect(JSON.stringify(stubs.states())).toBe('{"__proto__":"b","default":"a"}');
  });
});

describe('ids', () => {
  test('are given to own stubs in the order of adding, around those that are taken', () => {
    const stubs = stubsOf([{ respond }, { id: 'stub-2', respond }], [{ id: 'stub-3', respond }]);
    const added = stubs.add([{ respond }, { name: 'n', respond }], 'api');
    expect(added.map(({ id, name, origin }) => [id, name, origin])).toEqual([
      ['stub-4', 'stub-4', 'api'],
      ['stub-5', 'n', 'api'],
    ]);
    stubs.clear();
    expect(stubs.add([{ respond }], 'code')[0]?.id).toBe('stub-1');
  });

  test('of file stubs come from file and name, or the position in the file', () => {
    const set = stubSet([
      { origin: 'a.yaml', definition: { respond } },
      { origin: 'b.yaml', definition: { name: 'n', respond } },
      { origin: 'b.yaml', definition: { name: 'n', respond } },
      { origin: 'b.yaml', definition: { respond } },
    ]);
    expect(set.stubs.map(({ id }) => id)).toEqual(['a.yaml:1', 'b.yaml:n', 'b.yaml:n-2', 'b.yaml:3']);
  });

  test('that two stubs share are refused, and nothing is added', () => {
    const stubs = stubsOf([{ id: 'a', respond }], [{ id: 'b', respond }]);
    for (const id of ['a', 'b']) {
      expect(() => stubs.add([{ respond }, { id, respond }], 'code')).toThrow(StubError);
      expect(() => stubs.add([{ respond }, { id, respond }], 'code')).toThrow(`id "${id}"`);
    }
    expect(() =>
      stubs.add(
        [
          { id: 'c', respond },
          { id: 'c', respond },
        ],
        'code',
      ),
    ).toThrow(StubError);
    expect(stubs.size).toBe(2);
    expect(stubs.add([{ respond }], 'code')[0]?.id).toBe('stub-1');
    const twins = ['x', 'x'].map((id) => ({ origin: 'a.yaml', definition: { id, respond } }));
    expect(() => stubSet(twins)).toThrow(StubError);
  });
});

describe('the stubs of a session', () => {
  test('keep counts and states when the files are read again', () => {
    const read = () => stubSet([{ origin: 'a.yaml', definition: { name: 'n', times: 2, setState: 's', respond } }]);
    let shared = read();
    const stubs = new Stubs(() => shared);
    answers(stubs, 1);
    shared = read();
    expect(stubs.list()[0]).toMatchObject({ id: 'a.yaml:n', matched: 1, left: 1 });
    expect(stubs.states()).toEqual({ default: 's' });
  });

  test('are another session’s in the files only, and never in their counts', () => {
    const set = stubSet([{ origin: 'a.yaml', definition: { name: 'file', times: 1, respond } }]);
    const [one, other] = [new Stubs(() => set), new Stubs(() => set)];
    one.add([{ name: 'own', when: { text: 'Bye' }, respond }], 'code');
    expect(answers(one, 2)).toEqual(['file', undefined]);
    expect(answers(other, 2)).toEqual(['file', undefined]);
    expect(answers(other, 1, saying('Bye'))).toEqual([undefined]);
  });

  test('can be removed when they are its own, and their count goes with them', () => {
    const stubs = stubsOf([{ id: 'own', times: 1, respond }], [{ id: 'file', respond }]);
    answers(stubs, 1);
    expect([stubs.remove('file'), stubs.remove('own'), stubs.remove('own')]).toEqual([false, true, false]);
    stubs.add([{ id: 'own', times: 1, respond }], 'code');
    expect(answers(stubs, 2)).toEqual(['own', 'file']);
  });

  test('that answered nothing are the unused ones', () => {
    const stubs = stubsOf([
      { name: 'used', when: { text: 'Hi' }, respond },
      { name: 'unused', when: { text: 'Bye' }, respond },
    ]);
    answers(stubs, 1);
    expect(stubs.unused().map(({ name }) => name)).toEqual(['unused']);
  });

  test('are all or none added, and told every mistake', () => {
    const stubs = stubsOf();
    const broken = [
      { respond },
      { when: { text: { matches: '(' } }, respond },
      { when: { jsonPath: { 'a b': 1 } }, respond },
    ];
    const error = (() => {
      try {
        return stubs.add(broken, 'api');
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(StubError);
    expect((error as StubError).message).toMatch(/^\[1\] when\.text.*\n\[2\] when\.jsonPath/);
    expect((error as StubError).problems.map(({ path }) => path.slice(0, 3))).toEqual([
      [1, 'when', 'text'],
      [2, 'when', 'jsonPath'],
    ]);
    expect(stubs.size).toBe(0);
  });

  test('tells of one stub what is wrong without a number, at most five things', () => {
    const wrong = { when: { txt: 'hi', model: 3 }, respond: { txt: 'a', to: 1, tre: 1, fore: 1 } } as object;
    const add = () => stubsOf([]).add([wrong as StubDefinition], 'code');
    expect(add).toThrow(/^when\.txt: there is no such key\. Did you mean "text"\?\n(.+\n){4}\(and \d+ more\)$/);
  });
});
