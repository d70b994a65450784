import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Composed } from '../../src/synthesis/compose.ts';
import { cut, type Limits } from '../../src/synthesis/cut.ts';
import { countTokens } from '../../src/tokens.ts';

const text = (value: string): Composed => ({ kind: 'text', text: value });
const thought = (value: string): Composed => ({ kind: 'thinking', text: value, form: 'summarized' });
const call = (input: Record<string, unknown>): Composed => ({ kind: 'call', name: 'f', input });
const limits = (changes: Partial<Limits>): Limits => ({
  maxTokens: undefined,
  stopSequences: [],
  tokenScale: 1,
  ...changes,
});

describe('stop sequences', () => {
  const table: [what: string, given: string, sequences: string[], left: string, matched: string | null][] = [
    ['end the text before the match', 'one two three', ['two'], 'one ', 'two'],
    ['match at the earliest place', 'one two three', ['three', 'two'], 'one ', 'two'],
    ['match the longest at one place', 'one two three', ['tw', 'two', 't'], 'one ', 'two'],
    ['do nothing when they do not occur', 'one two', ['four'], 'one two', null],
    ['do nothing when empty', 'one two', [''], 'one two', null],
    ['never cut a character in two', 'a 😀 b', ['\ude00'], 'a 😀 b', null],
  ];
  test.each(table)('%s', (_what, given, stopSequences, left, matched) => {
    const ended = cut([text(given)], 'end_turn', limits({ stopSequences }));
    expect(ended).toMatchObject({
      parts: [text(left)],
      stop_sequence: matched,
      stop_reason: matched === null ? 'end_turn' : 'stop_sequence',
    });
  });

  test('drop a text of white space alone, which no service takes back as history', () => {
    const ended = cut([text('One.'), text('\n\nstop')], 'end_turn', limits({ stopSequences: ['stop'] }));
    expect(ended.parts).toEqual([text('One.')]);
  });

  test('drop what comes later, and an empty text', () => {
    const ended = cut([thought('stop'), text('stop'), call({})], 'tool_use', limits({ stopSequences: ['stop'] }));
    expect(ended.parts).toEqual([thought('stop')]);
    expect(ended).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'stop' });
  });

  test('do not look into thinking and calls', () => {
    const parts = [thought('a stop'), call({ a: 'stop' })];
    expect(cut(parts, 'tool_use', limits({ stopSequences: ['stop'] }))).toMatchObject({
      parts,
      stop_reason: 'tool_use',
    });
  });

  test('win over the token limit when they are complete before it', () => {
    const given = [text('one two three four')];
    expect(cut(given, 'end_turn', limits({ maxTokens: 3, stopSequences: ['two'] })).stop_reason).toBe('stop_sequence');
    expect(cut(given, 'end_turn', limits({ maxTokens: 3, stopSequences: ['four'] })).stop_reason).toBe('max_tokens');
  });

  test('cost at least one token, even when nothing is left', () => {
    expect(cut([text('stop')], 'end_turn', limits({ stopSequences: ['stop'] }))).toMatchObject({
      parts: [],
      outputTokens: 1,
    });
  });
});

describe('max_tokens', () => {
  test('shortens text at a piece', () => {
    const ended = cut([text('one two three')], 'end_turn', limits({ maxTokens: 2 }));
    expect(ended).toMatchObject({
      parts: [text('one two')],
      stop_reason: 'max_tokens',
      stop_sequence: null,
      outputTokens: 2,
    });
  });

  test('changes nothing that just fits', () => {
    expect(cut([text('one two three')], 'end_turn', limits({ maxTokens: 3 }))).toMatchObject({
      stop_reason: 'end_turn',
      outputTokens: 3,
    });
  });

  test('keeps the complete arguments of a call that fit, and ends there', () => {
    const given = [call({ a: 1, b: 'two', c: [3, 4, 5] }), call({ d: 1 })];
    const ended = cut(given, 'tool_use', limits({ maxTokens: 14 }));
    expect(ended.parts).toEqual([call({ a: 1, b: 'two' })]);
    expect(ended).toMatchObject({ stop_reason: 'max_tokens', outputTokens: 14 });
    expect(cut(given, 'tool_use', limits({ maxTokens: 1 })).parts).toEqual([call({})]);
  });

  test('of 0 leaves nothing', () => {
    expect(cut([text('one')], 'end_turn', limits({ maxTokens: 0 }))).toEqual({
      parts: [],
      stop_reason: 'max_tokens',
      stop_sequence: null,
      outputTokens: 0,
      thinkingTokens: 0,
    });
  });

  test('of 1 leaves one piece, even of a model with larger tokens', () => {
    const ended = cut([text('one two')], 'end_turn', limits({ maxTokens: 1, tokenScale: 1.3 }));
    expect(ended).toMatchObject({ parts: [text('one')], stop_reason: 'max_tokens', outputTokens: 1 });
  });

  test('counts thinking, hidden or not', () => {
    const ended = cut([thought('one two three'), text('four')], 'end_turn', limits({ maxTokens: 2 }));
    expect(ended).toMatchObject({ parts: [thought('one two')], outputTokens: 2, thinkingTokens: 2 });
  });

  const part = fc.oneof(
    fc.lorem({ maxCount: 30 }).map(text),
    fc.string({ unit: 'grapheme' }).map(text),
    fc.lorem().map(thought),
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })).map(call),
  );
  test('is never exceeded, and reached exactly when something was cut', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 5 }),
        fc.nat(80),
        fc.constantFrom(1, 1.3),
        (parts, maxTokens, tokenScale) => {
          const ended = cut(parts, 'end_turn', limits({ maxTokens, tokenScale }));
          expect(ended.outputTokens).toBeLessThanOrEqual(maxTokens);
          expect(ended.thinkingTokens).toBeLessThanOrEqual(ended.outputTokens);
          if (ended.stop_reason === 'max_tokens') expect(ended.outputTokens).toBe(maxTokens);
          else expect(ended.parts).toEqual(parts.filter((one) => one.kind !== 'text' || one.text !== ''));
          const shown = ended.parts.reduce((sum, one) => sum + ('text' in one ? countTokens(one.text) : 0), 0);
          expect(shown).toBeLessThanOrEqual(Math.max(maxTokens, 1));
        },
      ),
    );
  });
});
