import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MATCH_LEVELS, type Normalise, type Repeat } from '../../../src/cassettes/cassette-settings.ts';
import { keyOf } from '../../../src/cassettes/match/match-key.ts';
import { PlayCounts } from '../../../src/cassettes/match/play-counts.ts';
import { Tape } from '../../../src/cassettes/match/tape.ts';
import { asked, bodies, cassetteOf, type Json, keyed, mapTexts, recordingOf, reversed } from './requests.ts';

const DEFAULTS = { match: 'canonical', repeat: 'repeat-last' } as const;

const played = (tape: Tape, texts: readonly string[], counts = new PlayCounts()): (string | undefined)[] =>
  texts.map((text) => tape.find(asked(text), counts)?.recording.id);

const isText = (block: unknown): block is { text: string } => (block as Json)['type'] === 'text';

/** Changes what the last message says, as list. */
function mapContent(body: Json, change: (blocks: unknown[]) => unknown): Json {
  const messages = [...(body['messages'] as Json[])];
  const { content, ...last } = messages.pop() ?? {};
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : ((content ?? []) as unknown[]);
  return { ...body, messages: [...messages, { ...last, content: change(blocks) }] };
}

describe('a tape', () => {
  test('finds the recording of a request, and none for another', () => {
    const tape = new Tape([cassetteOf('a', [asked('one'), asked('two')])], DEFAULTS);
    expect(played(tape, ['two', 'one', 'three'])).toEqual(['a#2', 'a#1', undefined]);
    expect(tape.find(asked('two', { stream: true }), new PlayCounts())).toMatchObject({
      cassette: 'a',
      loop: undefined,
      exhausted: false,
    });
    expect(tape.size).toBe(2);
  });

  test.each<[Repeat, (string | undefined)[]]>([
    ['repeat-last', ['a#1', 'a#3', 'a#3', 'a#3']],
    ['cycle', ['a#1', 'a#3', 'a#1', 'a#3']],
    ['exhaust', ['a#1', 'a#3', undefined, undefined]],
  ])('plays a recorded sequence in order, and then: %s', (repeat, expected) => {
    const requests = [asked('x'), asked('y'), asked('x')];
    const asDefault = new Tape([cassetteOf('a', requests)], { match: 'canonical', repeat });
    expect(played(asDefault, ['x', 'x', 'x', 'x'])).toEqual(expected);
    const bySetting = new Tape([cassetteOf('a', requests, { repeat })], DEFAULTS);
    expect(played(bySetting, ['x', 'x', 'x', 'x'])).toEqual(expected);
  });

  test('each session has its own place in a sequence, which outlives a new reading of the files', () => {
    const requests = [asked('x'), asked('x')];
    const [one, two] = [new PlayCounts(), new PlayCounts()];
    const tape = new Tape([cassetteOf('a', requests)], DEFAULTS);
    expect(played(tape, ['x'], one)).toEqual(['a#1']);
    expect(played(tape, ['x'], two)).toEqual(['a#1']);
    expect(played(new Tape([cassetteOf('a', requests)], DEFAULTS), ['x'], one)).toEqual(['a#2']);
    one.reset();
    expect(played(tape, ['x'], one)).toEqual(['a#1']);
  });

  test('a sequence goes on through cassettes with the same settings', () => {
    const tape = new Tape([cassetteOf('a', [asked('x')]), cassetteOf('b', [asked('x')])], DEFAULTS);
    expect(played(tape, ['x', 'x'])).toEqual(['a#1', 'b#1']);
  });

  test('of cassettes that match at different levels the most demanding answers', () => {
    const loose = cassetteOf('loose', [asked('x', { system: 'other' })], { match: 'last-turn' });
    const tape = new Tape([loose, cassetteOf('exact', [asked('x')], { match: 'strict', repeat: 'exhaust' })], DEFAULTS);
    expect(played(tape, ['x', 'x'])).toEqual(['exact#1', 'loose#1']);
  });

  test('a broken recording counts as one', () => {
    const recording = recordingOf('a#1', asked('x'));
    const broken = { ...recording, response: { ...recording.response, broken: 'upstream cut' as const } };
    const tape = new Tape([{ name: 'a', folder: '/a', settings: {}, recordings: [broken] }], DEFAULTS);
    expect(played(tape, ['x'])).toEqual(['a#1']);
  });

  test.each([
    [
      { normalise: ['uuids' as const] },
      'at 1b4e28ba-2fa1-11d2-883f-0016d3cca427',
      'at 6fa459ea-ee8a-3ca4-894e-db77e160355e',
    ],
    [{ normalise: [{ pattern: '\\d+', at: '$..content' }] }, 'n 1', 'n 2'],
    [{ ignore: ['$.messages[*].content'] }, 'A', 'B'],
    [{ ignore: ['$..content'] }, 'A', 'B'],
    [{ ignore: ['$.temperature'] }, 'A', 'A'],
    [{ secrets: [{ name: 'x', pattern: 'q\\w' }] }, 'qa', 'qb'],
    [{ match: 'conversation' as const }, 'A', 'A'],
  ])('finds by key what is found under %j', (settings, recorded, wanted) => {
    const others = ['some', 'other', 'texts'].map((text) =>
      asked([
        { role: 'user', content: text },
        { role: 'assistant', content: text },
      ]),
    );
    const tape = new Tape([cassetteOf('a', [...others, asked(recorded, { temperature: 1 })], settings)], DEFAULTS);
    expect(tape.find(asked(wanted, { temperature: 1 }), new PlayCounts())?.recording.id).toBe('a#4');
  });

  test('finds a recording exactly when the keys are equal', () => {
    const changes: ((body: Json) => unknown)[] = [
      reversed,
      (body) => ({ ...body, system: 'Another.' }),
      (body) => ({ ...body, messages: (body['messages'] as unknown[]).slice(-1) }),
      (body) => mapTexts(body, (text) => text.replace(/^toolu_/, 'id_').replace('e', 'a')),
      // What counts to some levels only, after, before and in the place of what was said.
      (body) =>
        mapContent(body, (blocks) => [...blocks, { type: 'image', source: { type: 'url', url: 'https://x.example' } }]),
      (body) => mapContent(body, (blocks) => [{ type: 'thinking', thinking: 'Hm', signature: 's' }, ...blocks]),
      (body) => mapContent(body, (blocks) => [...blocks, { type: 'other', text: 'x', content: 'y' }]),
      (body) =>
        mapContent(body, (blocks) => [
          ...blocks,
          { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'image' }] },
        ]),
      (body) => mapContent(body, (blocks) => (blocks.length === 1 && isText(blocks[0]) ? blocks[0].text : blocks)),
      (body) => mapContent(body, (blocks) => blocks.filter(isText)),
    ];
    const settings = fc.record({
      match: fc.constantFrom(...MATCH_LEVELS),
      normalise: fc.subarray<Normalise>(['dates', 'uuids', 'paths', { pattern: 'o', at: '$..text' }]),
      ignore: fc.subarray(['$.system', '$..signature', '$..thinking', '$.messages[0]', '$..text', '$["tools"]']),
    });
    let [equal, other] = [0, 0];
    fc.assert(
      fc.property(bodies, fc.subarray(changes, { maxLength: 3 }), settings, (body, some, rules) => {
        const changed = some.reduce<unknown>((now, change) => change(now as Json), body);
        const isEqual = keyOf(keyed(body), rules) === keyOf(keyed(changed), rules);
        const tape = new Tape([cassetteOf('a', [{ ...keyed(body), path: '/v1/other' }, keyed(body)], rules)], DEFAULTS);
        expect(tape.find(keyed(changed), new PlayCounts())?.recording.id).toBe(isEqual ? 'a#2' : undefined);
        if (isEqual) equal++;
        else other++;
      }),
      { numRuns: 200 },
    );
    expect(Math.min(equal, other)).toBeGreaterThan(30);
  });

  const result = (...content: unknown[]) => ({ type: 'tool_result', tool_use_id: 'a', content });
  test.each([
    ['conversation', [{ type: 'other', content: 'x' }], [{ type: 'other', content: 'y' }]],
    ['conversation', [{ type: 'other', text: 'x' }], [{ type: 'other', text: 'y' }]],
    ['last-turn', [result({ type: 'text', text: 'a' })], [result({ type: 'text', text: 'a' }, { type: 'image' })]],
    [
      'last-turn',
      [{ type: 'text', text: 'a' }],
      [
        { type: 'text', text: 'a' },
        { type: 'search_result', content: 'b' },
      ],
    ],
  ] as const)('to %s the last text of %j is that of %j', (match, recorded, wanted) => {
    const tape = new Tape([cassetteOf('a', [asked([{ role: 'user', content: recorded }])], { match })], DEFAULTS);
    expect(tape.find(asked([{ role: 'user', content: wanted }]), new PlayCounts())?.recording.id).toBe('a#1');
  });

  test('an empty tape finds nothing, and nothing near', () => {
    const tape = new Tape([], DEFAULTS);
    expect(tape.find(asked('x'), new PlayCounts())).toBeUndefined();
    expect(tape.nearest(asked('x'), 3)).toEqual([]);
  });
});

describe('an agent that goes in circles', () => {
  const call = { type: 'tool_use', id: 'toolu_1', name: 'search', input: { q: 'x', n: 1 } };
  const turns = (count: number, inputs: (turn: number) => unknown): unknown[] => [
    { role: 'user', content: 'Find it.' },
    ...Array.from({ length: count }, (_, turn) => [
      { role: 'assistant', content: [{ ...call, id: `toolu_${turn}`, input: inputs(turn) }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: `toolu_${turn}`, content: 'nothing' }] },
    ]).flat(),
  ];
  const loopOf = (messages: unknown[], reply: unknown[]): string | undefined => {
    const recordings = [recordingOf('a#1', asked(messages), reply)];
    const tape = new Tape([{ name: 'a', folder: '/a', settings: {}, recordings }], DEFAULTS);
    return tape.find(asked(messages), new PlayCounts())?.loop;
  };

  test('is told so when the reply makes the same call as the last turns', () => {
    expect(
      loopOf(
        turns(3, (turn) => (turn % 2 ? { n: 1, q: 'x' } : { q: 'x', n: 1 })),
        [call],
      ),
    ).toMatch(/search with \{"n":1,"q":"x"\} was called in each of the last 3 turns, and recording a#1/);
  });

  test('is not told so when the input changes, the call is the first repetition, or the reply goes on', () => {
    expect(
      loopOf(
        turns(3, (turn) => ({ q: 'x', n: turn })),
        [call],
      ),
    ).toBeUndefined();
    expect(
      loopOf(
        turns(1, () => call.input),
        [call],
      ),
    ).toBeUndefined();
    expect(
      loopOf(
        turns(3, () => call.input),
        [{ type: 'text', text: 'Done' }],
      ),
    ).toBeUndefined();
    expect(
      loopOf(
        turns(3, () => call.input),
        [{ ...call, name: 'other' }],
      ),
    ).toBeUndefined();
  });
});
