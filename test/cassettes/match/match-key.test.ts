import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CassetteSettings, MATCH_LEVELS, type MatchLevel } from '../../../src/cassettes/cassette-settings.ts';
import { keyOf } from '../../../src/cassettes/match/match-key.ts';
import { withReferences } from '../../../src/cassettes/side-file.ts';
import { asked, bodies, type Json, keyed, mapTexts, reversed } from './requests.ts';

const levels = fc.constantFrom(...MATCH_LEVELS);
const key = (body: unknown, settings: CassetteSettings = {}): string => keyOf(keyed(body), settings);
const at = (match: MatchLevel) => ({ match });

const loop = (first: string, second: string, answers: readonly [string, string]): unknown[] => [
  { role: 'user', content: 'Weather?' },
  {
    role: 'assistant',
    content: [
      { type: 'tool_use', id: first, name: 'weather', input: { city: 'Oslo' } },
      { type: 'tool_use', id: second, name: 'weather', input: { city: 'Rome' } },
    ],
  },
  {
    role: 'user',
    content: [
      { type: 'tool_result', tool_use_id: answers[0], content: 'cold' },
      { type: 'tool_result', tool_use_id: answers[1], content: 'warm' },
    ],
  },
];

describe('the key of a request', () => {
  test('is a SHA-256 in hex', () => {
    expect(keyOf(asked('Hi'), {})).toMatch(/^[0-9a-f]{64}$/);
  });

  test('does not depend on key order, white space or whether the answer is to be streamed', () => {
    fc.assert(
      fc.property(bodies, levels, fc.boolean(), (body, level, stream) => {
        const other = JSON.parse(JSON.stringify(reversed({ ...body, stream }), null, 3)) as Json;
        if (Array.isArray(other['tools']))
          for (const tool of other['tools'] as Json[]) tool['eager_input_streaming'] = true;
        expect(key(other, at(level))).toBe(key(body, at(level)));
      }),
      { numRuns: 60 },
    );
  });

  test('stays when all ids are renamed alike', () => {
    fc.assert(
      fc.property(bodies, levels, (body, level) => {
        const renamed = mapTexts(body, (text) => (/^(srv|mcp)?toolu_/.test(text) ? `call-${text}-x` : text));
        expect(key(renamed, at(level))).toBe(key(body, at(level)));
      }),
      { numRuns: 60 },
    );
  });

  test('changes when the results of two calls are swapped by their ids', () => {
    const straight = key(asked(loop('toolu_a', 'toolu_b', ['toolu_a', 'toolu_b'])).body);
    expect(key(asked(loop('toolu_x', 'call_7', ['toolu_x', 'call_7'])).body)).toBe(straight);
    expect(key(asked(loop('toolu_a', 'toolu_b', ['toolu_b', 'toolu_a'])).body)).not.toBe(straight);
    expect(key(asked(loop('toolu_a', 'toolu_b', ['toolu_a', 'toolu_a'])).body)).not.toBe(straight);
  });

  test('each level asks for no more than the one before', () => {
    const changes: ((body: Json) => unknown)[] = [
      reversed,
      (body) => ({ ...body, stream: true }),
      (body) => ({ ...body, metadata: { user_id: 'u' }, session_id: 's', cache_control: { type: 'ephemeral' } }),
      (body) => ({ ...body, system: 'Another.' }),
      (body) => ({ ...body, model: 'another', max_tokens: 7 }),
      (body) => ({ ...body, messages: (body['messages'] as unknown[]).slice(-1) }),
      (body) => mapTexts(body, (text) => text.replace(/^toolu_/, 'id_')),
    ];
    let coarser = 0;
    fc.assert(
      fc.property(bodies, fc.subarray(changes), (body, some) => {
        const other = some.reduce<unknown>((changed, change) => change(changed as Json), body);
        const equal = MATCH_LEVELS.map((level) => key(body, at(level)) === key(other, at(level)));
        // Once equal, equal from there on.
        expect(equal).toEqual([...equal].sort());
        if (!equal[0] && equal[3]) coarser++;
      }),
      { numRuns: 80 },
    );
    expect(coarser).toBeGreaterThan(10);
  });

  test('depends on dialect, method and path, but not on the order of the query', () => {
    const request = { ...asked('Hi'), path: '/v1/messages?beta=true&a=1' };
    expect(keyOf({ ...request, path: '/v1/messages?a=1&beta=true' }, {})).toBe(keyOf(request, {}));
    for (const other of [{ dialect: 'openrouter' as const }, { method: 'PUT' }, { path: '/v1/messages?a=1' }]) {
      expect(keyOf({ ...request, ...other }, {})).not.toBe(keyOf(request, {}));
    }
  });

  test('a body that is not JSON counts as the text it is', () => {
    const text = { ...asked('Hi'), body: undefined, text: '{oops' };
    expect(keyOf(text, {})).toBe(keyOf({ ...text }, {}));
    expect(keyOf(text, {})).not.toBe(keyOf({ ...text, text: '{oop' }, {}));
    expect(keyOf({ ...text, body: '{oops' }, {})).not.toBe(keyOf(text, {}));
  });

  test('a body nested a hundred thousand deep has a key, and so has one with keys of the prototype', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    for (const match of MATCH_LEVELS) expect(key({ messages: deep }, at(match))).toMatch(/^[0-9a-f]{64}$/);
    const one = JSON.parse(
      '{"messages":[{"role":"user","content":[{"type":"tool_use","input":{"__proto__":{"a":1}}}]}]}',
    );
    const two = JSON.parse(
      '{"messages":[{"role":"user","content":[{"type":"tool_use","input":{"__proto__":{"a":2}}}]}]}',
    );
    expect(key(one)).not.toBe(key(two));
  });
});

describe('the levels', () => {
  const image = (data: string) => ({ type: 'image', source: { type: 'base64', media_type: 'image/png', data } });
  const turn = (...content: unknown[]): unknown[] => [{ role: 'user', content }];
  const same = (a: unknown, b: unknown): MatchLevel[] =>
    MATCH_LEVELS.filter((match) => key(a, at(match)) === key(b, at(match)));

  test.each(['metadata', 'user', 'session_id', 'trace', 'cache_control'])('strict alone counts %s', (name) => {
    expect(same(asked('Hi').body, asked('Hi', { [name]: { a: 1 } }).body)).toEqual(MATCH_LEVELS.slice(1));
  });

  test('strict alone counts marks of the cache, on blocks, tools and system', () => {
    const mark = { cache_control: { type: 'ephemeral' } };
    const body = (more: Json): unknown =>
      asked(
        turn({ type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'in', ...more }], ...more }),
        { system: [{ type: 'text', text: 'Be kind.', ...more }], tools: [{ name: 't', input_schema: {}, ...more }] },
      ).body;
    expect(same(body({}), body(mark))).toEqual(MATCH_LEVELS.slice(1));
  });

  test('a field of that name in the input of a call always counts', () => {
    const call = (input: Json): unknown => asked(turn({ type: 'tool_use', id: 'a', name: 't', input })).body;
    expect(same(call({ cache_control: 1 }), call({ cache_control: 2 }))).toEqual(['last-turn']);
  });

  test('a text as string and as only block differ for strict alone', () => {
    expect(same(asked('Hi').body, asked(turn({ type: 'text', text: 'Hi' })).body)).toEqual(MATCH_LEVELS.slice(1));
  });

  test('model, tools, system prompt and parameters count for strict and canonical', () => {
    for (const more of [
      { model: 'x' },
      { system: 'x' },
      { tools: [] },
      { temperature: 0 },
      { tool_choice: { type: 'any' } },
    ]) {
      expect(same(asked('Hi').body, asked('Hi', more).body)).toEqual(['conversation', 'last-turn']);
    }
  });

  test('to a conversation a picture is a picture, and thoughts are nothing', () => {
    const one = asked(turn({ type: 'text', text: 'See' }, image('AAAA'))).body;
    expect(same(one, asked(turn({ type: 'text', text: 'See' }, image('BBBB'))).body)).toEqual([
      'conversation',
      'last-turn',
    ]);
    expect(same(one, asked(turn({ type: 'text', text: 'See' })).body)).toEqual(['last-turn']);
    const thinking = { type: 'thinking', thinking: 'Hm', signature: 's' };
    expect(same(one, asked(turn(thinking, { type: 'text', text: 'See' }, image('AAAA'))).body)).toEqual([
      'conversation',
      'last-turn',
    ]);
  });

  test('to a conversation what a tool was called with and what it said counts', () => {
    const said = (city: string, result: string): unknown =>
      asked([
        { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'w', input: { city } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: result }] },
      ]).body;
    expect(same(said('Oslo', 'cold'), said('Rome', 'cold'))).toEqual(['last-turn']);
    expect(same(said('Oslo', 'cold'), said('Oslo', 'warm'))).toEqual([]);
  });

  test('to the last turn nothing counts that was said before it', () => {
    const end = { role: 'user', content: 'And now?' };
    const one = asked([{ role: 'user', content: 'A' }, { role: 'assistant', content: 'B' }, end]).body;
    expect(same(one, asked([end]).body)).toEqual(['last-turn']);
    expect(same(one, asked([{ role: 'user', content: 'More' }, end]).body)).toEqual([]);
  });

  test('what is ignored does not part a turn in two', () => {
    const said = (...texts: string[]): Json[] => texts.map((content) => ({ role: 'user', content }));
    const settings: CassetteSettings = { match: 'last-turn', ignore: ["$.messages[?@.role == 'assistant']"] };
    const [one, two] = said('A', 'B');
    const parted = asked([one, { role: 'assistant', content: 'Hm' }, two]).body;
    expect(key(parted, settings)).toBe(key(asked([one, two]).body, settings));
    expect(key(parted, settings)).not.toBe(key(asked([two]).body, settings));
  });

  test('long base64 is as good as the reference to its side file', () => {
    const body = asked(turn(image(Buffer.alloc(9000, 7).toString('base64')))).body;
    const recorded = withReferences(body).body;
    expect(JSON.stringify(recorded).length).toBeLessThan(400);
    expect(key(recorded)).toBe(key(body));
    expect(key(asked(turn(image(Buffer.alloc(9000, 8).toString('base64')))).body)).not.toBe(key(body));
  });
});

describe('settings of the cassette', () => {
  test('what is ignored does not count, wherever it is', () => {
    const settings = { ignore: ['$.temperature', '$.messages[0]', '$..id', "$['a b']", 'no path'] };
    const one = {
      messages: [
        { role: 'user', content: 'A' },
        { role: 'user', content: 'Z', id: 1 },
      ],
      temperature: 0,
      'a b': 1,
    };
    const two = {
      messages: [
        { role: 'user', content: 'B' },
        { role: 'user', content: 'Z' },
      ],
    };
    expect(key(one, settings)).toBe(key(two, settings));
    expect(key(one, settings)).not.toBe(key({ ...two, messages: [] }, settings));
  });

  test('when all is ignored every body matches', () => {
    expect(key({ a: 1 }, { ignore: ['$'] })).toBe(key([], { ignore: ['$'] }));
  });

  test('dates, uuids and paths are normalised in all texts, but for the date in a model', () => {
    const settings: CassetteSettings = { normalise: ['dates', 'uuids', 'paths'] };
    const text = (date: string, uuid: string, path: string): unknown => asked(`${date}: run ${uuid} in ${path}`).body;
    const one = text('2026-11-20T19:00:00Z', '1b4e28ba-2fa1-11d2-883f-0016d3cca427', '/home/ann/project/a.ts');
    const two = text(
      'Friday, 20 November 2026 at 7:00 PM',
      '6FA459EA-EE8A-3CA4-894E-DB77E160355E',
      'C:\\Users\\Bob\\a.ts',
    );
    expect(key(one, settings)).toBe(key(two, settings));
    expect(key(one)).not.toBe(key(two));
    const models = ['gpt-4o-2024-08-06', 'gpt-4o-2024-05-13'].map((model) =>
      key(asked('Hi', { model }).body, settings),
    );
    expect(models[0]).not.toBe(models[1]);
  });

  test('a pattern with a path holds there and nowhere else', () => {
    const settings: CassetteSettings = { normalise: [{ pattern: 'run \\d+', at: '$.messages[*].content' }] };
    expect(key(asked('run 1').body, settings)).toBe(key(asked('run 22').body, settings));
    expect(key(asked('x', { system: 'run 1' }).body, settings)).not.toBe(
      key(asked('x', { system: 'run 2' }).body, settings),
    );
  });

  test('patterns that could take for ever are passed over', () => {
    const settings: CassetteSettings = { normalise: [{ pattern: '(a+)+$' }, { pattern: '(' }] };
    expect(key(asked(`${'a'.repeat(50)}!`).body, settings)).toBe(key(asked(`${'a'.repeat(50)}!`).body));
  });
});
