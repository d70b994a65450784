import { describe, expect, test } from 'vitest';
import { compileRespond } from '../../../src/stubs/replies/compile-respond.ts';
import type { Respond } from '../../../src/stubs/respond.ts';
import { StubError } from '../../../src/stubs/stub-error.ts';

const first = (respond: Respond) => compileRespond(respond).pick(1, 1)!;
const texts = (respond: Respond, by: 'count' | 'turn', most = 5) => {
  const { pick } = compileRespond(respond);
  return Array.from({ length: most }, (_, n) => {
    const reply = by === 'count' ? pick(n + 1, 99) : pick(99, n + 1);
    return reply?.kind === 'message' ? (reply.content[0] as { text: string }).text : (reply?.kind ?? null);
  });
};
const ABC = [{ text: 'a' }, { text: 'b' }, { text: 'c' }];

describe('one reply', () => {
  test('is the same for every call and turn, for ever', () => {
    const { pick, limit } = compileRespond({ text: 'Hi' });
    expect(pick(1, 1)).toEqual({ kind: 'message', content: [{ type: 'text', text: 'Hi' }], given: {} });
    expect(pick(99, 3)).toBe(pick(1, 1));
    expect(limit).toBeUndefined();
  });

  test('takes a single block for a list of one, and an empty list for an answer without words', () => {
    expect(first({ content: { type: 'tool_use', name: 'f' } })).toMatchObject({ content: [{ type: 'tool_use' }] });
    expect(first({ content: 'Hi' })).toMatchObject({ content: [{ type: 'text', text: 'Hi' }] });
    expect(first({ content: [], stop_reason: 'refusal' })).toMatchObject({
      content: [],
      given: { stop_reason: 'refusal' },
    });
    expect(first({ text: '' })).toMatchObject({ content: [{ type: 'text', text: '' }] });
  });

  test('remembers what its author has fixed, and nothing else', () => {
    const given = { id: 'msg_1', stop_sequence: null, usage: { output_tokens: 3 } };
    expect(first({ text: 'Hi', ...given })).toEqual({
      kind: 'message',
      content: [{ type: 'text', text: 'Hi' }],
      given,
    });
  });

  test('of events and of errors and of raw bytes is what its author gives', () => {
    const events = ['data: x\n\n', { type: 'ping' }];
    expect(first({ events })).toEqual({ kind: 'events', events });
    expect(first({ error: 429, pace: { ttft: 5 } })).toMatchObject({
      kind: 'error',
      code: 'rate_limit',
      pace: { ttft: 5 },
    });
    expect(first({ raw: { body: 'x' }, headers: { 'X-A': null } })).toMatchObject({
      body: 'x',
      headers: { 'x-a': null },
    });
  });
});

describe('a sequence', () => {
  // As JSON, for objects in code that have a `then` are frowned upon.
  test.each([
    ['{}', 'count', ['a', 'b', 'c', 'c', 'c'], undefined],
    ['{ "then": "repeat-last", "by": "call" }', 'count', ['a', 'b', 'c', 'c', 'c'], undefined],
    ['{ "then": "cycle" }', 'count', ['a', 'b', 'c', 'a', 'b'], undefined],
    ['{ "then": "exhaust" }', 'count', ['a', 'b', 'c', null, null], 3],
    ['{ "by": "turn" }', 'turn', ['a', 'b', 'c', 'c', 'c'], undefined],
    ['{ "by": "turn", "then": "cycle" }', 'turn', ['a', 'b', 'c', 'a', 'b'], undefined],
    ['{ "by": "turn", "then": "exhaust" }', 'turn', ['a', 'b', 'c', null, null], undefined],
  ] as const)('of a, b and c with %s answers, by %s, %j', (json, by, expected, limit) => {
    const respond: Respond = { sequence: ABC, ...(JSON.parse(json) as Respond) };
    expect(texts(respond, by)).toEqual(expected);
    expect(compileRespond(respond).limit).toBe(limit);
  });

  test('may begin with an error', () => {
    expect(texts({ sequence: [{ error: 529 }, { text: 'b' }] }, 'count', 3)).toEqual(['error', 'b', 'b']);
  });

  test('lends its extras to replies that say nothing else', () => {
    const { pick } = compileRespond({
      headers: { 'X-A': '1', 'x-b': '2' },
      pace: { ttft: 100, tps: 50 },
      faults: 'cut',
      template: true,
      sequence: [{ text: 'a' }, { text: 'b', headers: { 'x-a': '9' }, pace: { tps: 5 }, faults: [], template: false }],
    });
    expect(pick(1, 1)).toMatchObject({
      headers: { 'x-a': '1', 'x-b': '2' },
      pace: { ttft: 100, tps: 50 },
      faults: 'cut',
      template: true,
    });
    expect(pick(2, 1)).toMatchObject({
      headers: { 'x-a': '9', 'x-b': '2' },
      pace: { ttft: 100, tps: 5 },
      faults: [],
      template: false,
    });
  });
});

describe('a reply is refused', () => {
  const itself: Record<string, unknown> = { type: 'tool_use', name: 'f' };
  itself['input'] = itself;
  test.each<[string, Respond, (string | number)[]]>([
    ['without a source', {}, []],
    ['with two sources', { text: 'a', error: 429 }, ['error']],
    ['with a source beside its sequence', { text: 'a', sequence: ABC }, ['sequence']],
    ['with an empty sequence', { sequence: [] }, ['sequence']],
    ['with a sequence in a sequence', { sequence: [{ text: 'a' }, { sequence: ABC }] }, ['sequence', 1, 'sequence']],
    ['with an unknown error', { sequence: [{ error: 'nope' }] }, ['sequence', 0, 'error']],
    ['when it holds itself', { content: [itself as { type: string }] }, []],
  ])('%s', (_why, respond, path) => {
    let thrown: unknown;
    try {
      compileRespond(respond);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(StubError);
    expect((thrown as StubError).problems).toMatchObject([{ path, severity: 'error' }]);
    expect((thrown as StubError).message).toBe((thrown as StubError).problems[0]!.message);
  });
});
