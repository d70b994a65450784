import fc from 'fast-check';
import { compile } from 'json-p3';
import { describe, expect, test } from 'vitest';
import { type CassetteSettings, MATCH_LEVELS } from '../../../src/cassettes/cassette-settings.ts';
import { keyOf } from '../../../src/cassettes/match/match-key.ts';
import type { NearMiss } from '../../../src/cassettes/match/near-miss.ts';
import { Tape } from '../../../src/cassettes/match/tape.ts';
import { asked, bodies, cassetteOf, type Json, keyed, reversed } from './requests.ts';

const DEFAULTS = { match: 'canonical', repeat: 'repeat-last' } as const;

function missOf(recorded: unknown, live: unknown, settings: CassetteSettings = {}): NearMiss {
  const tape = new Tape([cassetteOf('a', [keyed(recorded)], settings)], DEFAULTS);
  return tape.nearest(keyed(live), 1)[0]!;
}

describe('the nearest recordings', () => {
  test('come in the order of how near they are', () => {
    const texts = ['What is the weather in Oslo?', 'Tell me a joke', 'What is the weather in Rome today?', 'x'];
    const tape = new Tape(
      [
        cassetteOf(
          'a',
          texts.map((text) => asked(text, { system: text })),
        ),
      ],
      DEFAULTS,
    );
    const near = tape.nearest(asked('What is the weather in Oslo??', { system: texts[0] }), 2);
    expect(near.map(({ recording }) => recording)).toEqual(['a#1', 'a#3']);
  });

  test('one that differs in fewer places comes before one that only begins alike', () => {
    const far = asked('Explain the build', {
      temperature: 0,
      top_k: 1,
      top_p: 1,
      max_tokens: 5,
      stop_sequences: ['a'],
    });
    const tape = new Tape([cassetteOf('a', [far, asked('Explain the tests')])], DEFAULTS);
    const near = tape.nearest(asked('Explain the build', { max_tokens: 7 }), 2);
    expect(near.map(({ recording, differences }) => [recording, differences.length])).toEqual([
      ['a#2', 2],
      ['a#1', 5],
    ]);
  });

  test('are found among thousands', () => {
    const requests = Array.from({ length: 3000 }, (_, index) =>
      asked(`Question ${index}: how many are ${index * 7} and 1?`),
    );
    const tape = new Tape([cassetteOf('a', requests)], DEFAULTS);
    expect(tape.nearest(asked(`Question 2500: how many are 17500 and 2?`), 1)[0]?.recording).toBe('a#2501');
  });

  test('a request that is equal differs in nothing', () => {
    fc.assert(
      fc.property(bodies, fc.constantFrom(...MATCH_LEVELS), (body, match) => {
        const near = missOf(body, reversed({ ...body, stream: true }), { match });
        expect(near).toEqual({ recording: 'a#1', differences: [], more: 0, ignore: [] });
      }),
      { numRuns: 40 },
    );
  });

  test('differ in something exactly when the keys differ', () => {
    fc.assert(
      fc.property(bodies, bodies, fc.constantFrom(...MATCH_LEVELS), fc.nat(3), (one, other, match, kept) => {
        // A few fields of another request, so that some levels see the difference and others do not.
        const mixed = { ...one, ...Object.fromEntries(Object.entries(other).slice(0, kept)) };
        const { differences } = missOf(one, mixed, { match });
        const equal = keyOf(keyed(one), { match }) === keyOf(keyed(mixed), { match });
        expect(differences.length === 0).toBe(equal);
      }),
      { numRuns: 60 },
    );
  });

  test('the paths that are proposed to be ignored make the keys equal', () => {
    let proposed = 0;
    fc.assert(
      fc.property(bodies, bodies, fc.constantFrom('strict' as const, 'canonical' as const), (one, other, match) => {
        const mixed = { ...one, ...Object.fromEntries(Object.entries(other).filter(([name]) => name !== 'messages')) };
        const { ignore } = missOf(one, mixed, { match });
        if (ignore.length === 0) return;
        proposed++;
        for (const path of ignore) compile(path);
        expect(keyOf(keyed(one), { match, ignore })).toBe(keyOf(keyed(mixed), { match, ignore }));
      }),
      { numRuns: 60 },
    );
    expect(proposed).toBeGreaterThan(5);
  });
});

describe('what a recording differs in', () => {
  test('is told by JSON pointers, in the order of the request', () => {
    const recorded = asked('one', { temperature: 0, tools: [{ name: 'a/b', input_schema: { '~': 1 } }] }).body;
    const live = { ...(asked('two').body as Json), tools: [{ name: 'a/b', input_schema: { '~': 2 } }], top_k: 5 };
    expect(missOf(recorded, live)).toEqual({
      recording: 'a#1',
      differences: [
        { pointer: '/messages/0/content', recorded: 'one', asked: 'two' },
        { pointer: '/tools/0/input_schema/~0', recorded: 1, asked: 2 },
        { pointer: '/top_k', recorded: undefined, asked: 5 },
        { pointer: '/temperature', recorded: 0, asked: undefined },
      ],
      more: 0,
      ignore: ['$.messages[0].content', "$.tools[0].input_schema['~']", '$.top_k', '$.temperature'],
    });
  });

  test('is one message when one more was said in the midst', () => {
    const said = (...texts: string[]): unknown => asked(texts.map((content) => ({ role: 'user', content }))).body;
    const near = missOf(said('a', 'b', 'c'), said('a', 'new', 'b', 'c'));
    expect(near.differences).toEqual([
      {
        pointer: '/messages/1',
        recorded: undefined,
        asked: { role: 'user', content: [{ type: 'text', text: 'new' }] },
      },
    ]);
  });

  test('points into the request even where something before it is ignored', () => {
    const body = (first: string, second: string): unknown =>
      asked([
        { role: 'user', content: first },
        { role: 'user', content: second },
      ]).body;
    const near = missOf(body('a', 'b'), body('x', 'y'), { ignore: ['$.messages[0]'] });
    expect(near.differences).toEqual([{ pointer: '/messages/1/content', recorded: 'b', asked: 'y' }]);
    expect(near.ignore).toEqual(['$.messages[1].content']);
  });

  test('names the place around it when that alone would do', () => {
    const recorded = asked([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: 'z' },
        ],
      },
    ]).body;
    const near = missOf(recorded, asked('two').body);
    expect(near.ignore).toEqual(['$.messages[0].content']);
  });

  test('names the place around one to which there is no path', () => {
    const body = (value: number): unknown =>
      asked('Hi', { tools: [{ name: 't', input_schema: { '\u0001': value } }] }).body;
    expect(missOf(body(1), body(2)).ignore).toEqual(['$.tools[0].input_schema']);
  });

  test('proposes a coarser level where one would match, and nothing where nothing would', () => {
    const calm = asked('Hi', { system: 'x' }).body;
    expect(missOf(calm, asked('Hi').body)).toEqual({
      recording: 'a#1',
      differences: [{ pointer: '/system', recorded: 'x', asked: undefined }],
      more: 0,
      ignore: ['$.system'],
      match: 'conversation',
    });
    const other = { ...keyed(calm), path: '/v1/other' };
    const [near] = new Tape([cassetteOf('a', [keyed(calm)])], DEFAULTS).nearest(other, 1);
    expect(near).toEqual({
      recording: 'a#1',
      differences: [{ pointer: 'path', recorded: '/v1/messages', asked: '/v1/other' }],
      more: 0,
      ignore: [],
    });
  });

  test('is told in part when it is much', () => {
    const body = (from: number): unknown =>
      asked('Hi', Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`field${index}`, from + index]))).body;
    const near = missOf(body(0), body(100));
    expect(near.differences).toHaveLength(10);
    expect(near.more).toBe(15);
    expect(near.ignore).toEqual([]);
  });

  test('holds no secret', () => {
    const key = ['sk', 'ant', 'api03', 'Zk3q9XvB7tLm2RwYp8NcHs5JdF1gQe4U'].join('-');
    expect(JSON.stringify(missOf(asked(`a ${key}`).body, asked(`b ${key}`).body))).not.toContain('Zk3q9');
  });

  test('lists nested two hundred deep take no time to speak of', () => {
    const deep = (core: number): unknown => JSON.parse(`${'[1,'.repeat(180)}${core}${']'.repeat(180)}`);
    const near = missOf({ a: deep(1) }, { a: deep(2) });
    expect(near.differences).toHaveLength(1);
  });

  test('a text that is no JSON differs as a whole', () => {
    const text = (content: string) => ({ ...keyed(undefined), text: content });
    const [near] = new Tape([cassetteOf('a', [text('{a')])], DEFAULTS).nearest(text('{b'), 1);
    expect(near?.differences).toEqual([{ pointer: '', recorded: '{a', asked: '{b' }]);
    const [mixed] = new Tape([cassetteOf('a', [text('{a')])], DEFAULTS).nearest(keyed({ b: 1 }), 1);
    expect(mixed?.differences).toEqual([{ pointer: 'body', recorded: '{a', asked: { b: 1 } }]);
  });
});
