import { describe, expect, test } from 'vitest';
import { type ConditionRow, conjunction } from '../../../src/stubs/conditions/condition.ts';
import { CONDITIONS } from '../../../src/stubs/conditions/conditions.ts';
import { compileWhen } from '../../../src/stubs/conditions/when.ts';
import type { When } from '../../../src/stubs/stub.ts';
import type { Subject } from '../../../src/stubs/subject.ts';
import { bringing, saying, subjectOf } from '../subject-of.ts';

const image = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
const weather = { name: 'get_weather', input_schema: { type: 'object' } };

interface Case {
  when: When;
  fits: Subject;
  fitsNot: Subject;
  /** What is told of the one that does not fit: the first finding that does not hold. */
  told: string;
}

const CASES: { [Key in keyof When]-?: readonly Case[] } = {
  model: [
    {
      when: { model: 'claude-opus-*' },
      fits: subjectOf({ model: 'claude-opus-4-5:mock-refusal' }),
      fitsNot: subjectOf({ model: 'Claude-opus-4' }),
      told: 'model: "claude-opus-*", not "Claude-opus-4"',
    },
    {
      when: { model: ['a?', 'anthropic/*'] },
      fits: subjectOf({ model: 'anthropic/claude/x' }),
      fitsNot: subjectOf({ model: 'a' }),
      told: 'model: one of "a?", "anthropic/*", not "a"',
    },
  ],
  text: [
    {
      when: { text: 'there' },
      fits: saying('Hi there'),
      fitsNot: saying('Hi There'),
      told: 'text.contains: "there", not "Hi There"',
    },
    {
      when: { text: { exact: 'HI', ignoreCase: true } },
      fits: saying('hi'),
      fitsNot: saying('hi!'),
      told: 'text.exact: "HI", not "hi!"',
    },
    {
      when: { text: { contains: ['a', 'B'], ignoreCase: true } },
      fits: saying('bA'),
      fitsNot: saying('a\u0007'),
      told: 'text.contains: "B", not "a\\u0007"',
    },
    {
      when: { text: { matches: '^\\d+$' } },
      fits: saying('42'),
      fitsNot: saying('4 2'),
      told: 'text.matches: /^\\d+$/u, not "4 2"',
    },
    {
      when: { text: { matches: '/^hi/i' } },
      fits: saying('Hi'),
      fitsNot: saying('Oh hi'),
      told: 'text.matches: /^hi/i, not "Oh hi"',
    },
    {
      when: { text: 'weather' },
      fits: bringing(),
      fitsNot: subjectOf({ messages: null }),
      told: 'text.contains: "weather", not nothing',
    },
  ],
  system: [
    {
      when: { system: 'pirate' },
      fits: subjectOf({
        system: [
          { type: 'text', text: 'You are a' },
          { type: 'text', text: 'pirate' },
        ],
      }),
      fitsNot: subjectOf(),
      told: 'system.contains: "pirate", not nothing',
    },
    {
      when: { system: true },
      fits: subjectOf({ system: 'x' }),
      fitsNot: subjectOf({ system: '' }),
      told: 'system: anything, not nothing',
    },
    {
      when: { system: false },
      fits: subjectOf({ system: [] }),
      fitsNot: subjectOf({ system: 'x' }),
      told: 'system: nothing, not "x"',
    },
  ],
  message: [
    {
      when: { message: { index: -1, role: 'user' } },
      fits: bringing(),
      fitsNot: subjectOf({ messages: [] }),
      told: 'message.index: a message at -1, not 0 messages',
    },
    {
      when: { message: { role: 'assistant' } },
      fits: bringing(),
      fitsNot: subjectOf(),
      told: 'message.role: assistant, not user',
    },
    {
      when: { message: [{ index: 0, text: 'weather' }, { role: 'assistant' }] },
      fits: bringing(),
      fitsNot: subjectOf({
        messages: [
          { role: 'user', content: 'x' },
          { role: 'assistant', content: 'y' },
        ],
      }),
      told: 'message[0].text.contains: "weather", not "x"',
    },
  ],
  tool: [
    {
      when: { tool: 'get_*' },
      fits: subjectOf({ tools: [weather] }),
      fitsNot: subjectOf({ tools: [{ type: 'openrouter:web_search' }] }),
      told: 'tool: "get_*", not "openrouter:web_search"',
    },
    {
      when: { tool: true },
      fits: subjectOf({ tools: [weather] }),
      fitsNot: subjectOf(),
      told: 'tool: any tool, not nothing',
    },
    {
      when: { tool: false },
      fits: subjectOf({ tools: [] }),
      fitsNot: subjectOf({ tools: [weather] }),
      told: 'tool: nothing, not "get_weather"',
    },
  ],
  toolChoice: [
    {
      when: { toolChoice: 'auto' },
      fits: subjectOf(),
      fitsNot: subjectOf({ tool_choice: { type: 'any' } }),
      told: 'toolChoice: auto, not any',
    },
    {
      when: { toolChoice: { tool: 'get_*' } },
      fits: subjectOf({ tool_choice: { type: 'tool', name: 'get_x' } }),
      fitsNot: subjectOf({ tool_choice: { type: 'tool', name: 'set_x' } }),
      told: 'toolChoice: tool "get_*", not tool "set_x"',
    },
  ],
  toolResult: [
    {
      when: { toolResult: true },
      fits: bringing(),
      fitsNot: subjectOf(),
      told: 'toolResult: a tool result, not no tool result',
    },
    {
      when: { toolResult: false },
      fits: subjectOf(),
      fitsNot: bringing(),
      told: 'toolResult: no tool result, not a tool result of "get_weather"',
    },
    {
      when: { toolResult: { tool: 'get_*' } },
      fits: bringing(),
      fitsNot: bringing({ tool_use_id: 'other' }),
      told: 'toolResult.tool: "get_*", not a call that no message makes',
    },
    {
      when: { toolResult: { id: 'toolu_1', isError: true } },
      fits: bringing({ is_error: true }),
      fitsNot: bringing(),
      told: 'toolResult.isError: true, not false',
    },
    {
      when: { toolResult: { text: 'Sunny' } },
      fits: bringing({ content: [{ type: 'text', text: 'Sunny' }] }),
      fitsNot: subjectOf(),
      told: 'toolResult.text.contains: "Sunny", not nothing',
    },
    {
      when: { toolResult: {} },
      fits: bringing(),
      fitsNot: subjectOf(),
      told: 'toolResult: a tool result, not no tool result',
    },
  ],
  turn: [
    { when: { turn: 1 }, fits: subjectOf(), fitsNot: bringing(), told: 'turn: 1, not 2' },
    { when: { turn: { min: 2, max: 3 } }, fits: bringing(), fitsNot: subjectOf(), told: 'turn: 2 to 3, not 1' },
  ],
  has: [
    {
      when: { has: 'image' },
      fits: bringing({ content: [image] }),
      fitsNot: bringing(),
      told: 'has: image, not nothing',
    },
    {
      when: { has: ['image', 'document'] },
      fits: subjectOf({ messages: [{ role: 'user', content: [image, { type: 'document', source: {} }] }] }),
      fitsNot: subjectOf({ messages: [{ role: 'user', content: [image, { type: 'constructor' }] }] }),
      told: 'has: image and document, not image',
    },
  ],
  stream: [
    {
      when: { stream: false },
      fits: subjectOf(),
      fitsNot: subjectOf({ stream: true }),
      told: 'stream: false, not true',
    },
  ],
  dialect: [
    {
      when: { dialect: ['openrouter', 'llm-router'] },
      fits: subjectOf({}, { dialect: 'openrouter' }),
      fitsNot: subjectOf(),
      told: 'dialect: openrouter or llm-router, not anthropic',
    },
  ],
  header: [
    {
      when: { header: { 'X-Case': 'a' } },
      fits: subjectOf({}, { headers: { 'x-case': ['b', 'a'] } }),
      fitsNot: subjectOf({}, { headers: { 'x-case': 'b' } }),
      told: 'header.x-case.contains: "a", not "b"',
    },
    {
      when: { header: { constructor: false } as never },
      fits: subjectOf(),
      fitsNot: subjectOf({}, { headers: { constructor: 'x' } as never }),
      told: 'header.constructor: nothing, not "x"',
    },
    {
      when: { header: { 'x-api-key': 'a' } },
      fits: subjectOf({}, { headers: { 'x-api-key': 'sk-a' } }),
      fitsNot: subjectOf({}, { headers: { 'x-api-key': 'secret' } }),
      told: 'header.x-api-key.contains: "a", not a value that is not shown',
    },
  ],
  sessionId: [
    {
      when: { sessionId: { exact: 's1' } },
      fits: subjectOf({ session_id: 's1' }),
      fitsNot: subjectOf({ session_id: 's2' }),
      told: 'sessionId.exact: "s1", not "s2"',
    },
  ],
  user: [
    {
      when: { user: 'u' },
      fits: subjectOf({ user: 'u1' }),
      fitsNot: subjectOf({ user: null }),
      told: 'user.contains: "u", not nothing',
    },
  ],
  metadata: [
    {
      when: { metadata: { user_id: 'u' } },
      fits: subjectOf({ metadata: { user_id: 'u1' } }),
      fitsNot: subjectOf({ metadata: {} }),
      told: 'metadata.user_id.contains: "u", not nothing',
    },
    {
      when: { metadata: { toString: false } as never },
      fits: subjectOf({ metadata: {} }),
      fitsNot: subjectOf({ metadata: { toString: '' } }),
      told: 'metadata.toString: nothing, not ""',
    },
  ],
  jsonPath: [
    {
      when: { jsonPath: { '$.max_tokens': 100 } },
      fits: subjectOf(),
      fitsNot: subjectOf({ max_tokens: 9 }),
      told: 'jsonPath.$.max_tokens: 100, not 9',
    },
    {
      when: { jsonPath: { '$.messages[*].content': { matches: '^Hi' } } },
      fits: subjectOf(),
      fitsNot: saying('x'),
      told: 'jsonPath.$.messages[*].content: matches /^Hi/u, not "x"',
    },
    {
      when: { jsonPath: { '$.a': { b: [1], c: 2 } } },
      fits: subjectOf({ a: { c: 2, b: [1] } }),
      fitsNot: subjectOf({ a: { c: 2, b: [1, 2] } }),
      told: 'jsonPath.$.a: {"b":[1],"c":2}, not {"c":2,"b":[1,2]}',
    },
    {
      when: { jsonPath: { '$..name': true } },
      fits: subjectOf({ tools: [weather] }),
      fitsNot: subjectOf(),
      told: 'jsonPath.$..name: anything, not nothing',
    },
    {
      when: { jsonPath: { "$.messages[?search(@.content, '^H')]": true } },
      fits: subjectOf(),
      fitsNot: saying('(a+)'),
      told: "jsonPath.$.messages[?search(@.content, '^H')]: anything, not nothing",
    },
  ],
  schema: [
    {
      when: { schema: { required: ['temperature'] } },
      fits: subjectOf({ temperature: 1 }),
      fitsNot: subjectOf(),
      told: 'schema: a body that keeps the schema, not temperature: Field required',
    },
  ],
  nth: [],
  probability: [],
  all: [
    {
      when: { all: [{ text: 'Hi' }, { turn: 1 }] },
      fits: subjectOf(),
      fitsNot: saying('Ho'),
      told: 'all[0].text.contains: "Hi", not "Ho"',
    },
  ],
  any: [
    {
      when: { any: [{ text: 'Hi', turn: 1 }, { model: 'm' }] },
      fits: subjectOf(),
      fitsNot: saying('Ho'),
      told: 'any: (text.contains "Hi" and turn 1) or (model "m"), not text.contains is "Ho"; model is "claude-opus-4-5"',
    },
  ],
  not: [
    {
      when: { not: { text: 'Hi', turn: 1 } },
      fits: saying('Ho'),
      fitsNot: subjectOf(),
      told: 'not: not (text.contains "Hi" and turn 1), not it holds',
    },
  ],
};

const cases = Object.values(CASES).flat();

describe('a condition', () => {
  test.each(cases)('$when fits one request and tells why it does not fit another', ({ when, fits, fitsNot, told }) => {
    const compiled = compileWhen(when);
    expect(compiled.explain(fits).filter(({ holds }) => !holds)).toEqual([]);
    expect(compiled.matches(fits)).toBe(true);
    expect(compiled.matches(fitsNot)).toBe(false);
    const failed = compiled.explain(fitsNot).find(({ holds }) => !holds);
    expect(`${failed?.condition}: ${failed?.expected}, not ${failed?.actual}`).toBe(told);
  });

  test.each(Object.entries(CONDITIONS))(
    '%s says in the table what it is, with an example that can be used',
    (key, row) => {
      expect(row.describe).toMatch(/\.$/);
      const compiled = compileWhen({ [key]: row.example });
      const verdict = compiled.matches(subjectOf(), { unique: 'u', nth: 1 });
      const findings = compiled.explain(subjectOf(), { unique: 'u', nth: 1 });
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.every(({ holds }) => holds)).toBe(verdict);
    },
  );

  test.each(Object.entries(CONDITIONS))('%s says whether it depends on the call', (_key, row) => {
    const { compile, example, perCall } = row as ConditionRow<unknown>;
    const inner = () => conjunction([]);
    expect(compile(example, inner).depends !== undefined).toBe(perCall);
  });
});

describe('conditions on the call', () => {
  test('nth fits the calls of that number, and any call where nobody counts', () => {
    const { matches, explain } = compileWhen({ nth: { max: 2 } });
    expect([1, 2, 3].map((nth) => matches(subjectOf(), { nth }))).toEqual([true, true, false]);
    expect(matches(subjectOf())).toBe(true);
    expect(explain(subjectOf(), { nth: 3 })).toEqual([
      { condition: 'nth', holds: false, expected: 'at most 2', actual: '3' },
    ]);
  });

  test('probability is drawn from the call and the stub, the same in every run', () => {
    const { matches } = compileWhen({ probability: 0.25 });
    const drawn = Array.from({ length: 4000 }, (_, n) => matches(subjectOf(), { unique: `call ${n}`, id: 'a' }));
    expect(drawn).toEqual(
      Array.from({ length: 4000 }, (_, n) => matches(subjectOf(), { unique: `call ${n}`, id: 'a' })),
    );
    expect(drawn.filter(Boolean).length / 4000).toBeCloseTo(0.25, 1);
    const other = Array.from({ length: 4000 }, (_, n) => matches(subjectOf(), { unique: `call ${n}`, id: 'b' }));
    expect(other).not.toEqual(drawn);
    expect(compileWhen({ probability: 1 }).matches(subjectOf(), { unique: 'x' })).toBe(true);
    expect(compileWhen({ probability: 0 }).matches(subjectOf(), { unique: 'x' })).toBe(false);
  });
});
