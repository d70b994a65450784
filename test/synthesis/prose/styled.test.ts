import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/random.ts';
import type { ReplyStyle } from '../../../src/reply-style.ts';
import { styled, styledContinuation } from '../../../src/synthesis/prose/styled.ts';
import { countTokens } from '../../../src/tokens.ts';
import { anyText } from '../../support/messages.ts';
import { answer, answered, ask, heard, model, textOf, weather } from '../ask.ts';

const say = (style: ReplyStyle, asked = 'Why tea?', realistic = 'Because.') =>
  styled(style, heard({ asked }), createRandom('a'), () => realistic);

describe('a style', () => {
  test('realistic leaves the answer as it is', () => {
    expect(say({ kind: 'realistic' })).toBe('Because.');
  });

  test('echo repeats the user, trimmed, and never says nothing', () => {
    expect(say({ kind: 'echo' }, ' Why *tea*?\n\n1 ')).toBe('Why *tea*?\n\n1');
    expect(say({ kind: 'echo' }, 'a\ud800b').isWellFormed()).toBe(true);
    expect(say({ kind: 'echo' }, '')).toMatch(/\w/);
  });

  test('lorem is Latin, the same for the same seed', () => {
    expect(say({ kind: 'lorem' })).toMatch(/^Lorem ipsum dolor sit amet [\p{L} .\n]+\.$/u);
    expect(say({ kind: 'lorem' })).toBe(say({ kind: 'lorem' }));
  });

  test('text is that text', () => {
    expect(say({ kind: 'text', text: 'All is well.' })).toBe('All is well.');
  });

  test('tokens are exactly as many, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.oneof(anyText, fc.constantFrom('Why tea?', '什么是茶？', 'Wie ist das?')),
        (count, asked) => {
          const text = say({ kind: 'tokens', count }, asked);
          expect(countTokens(text)).toBe(count);
          expect(text).toBe(text.trim());
          expect(text.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of the most tokens there may be is written quickly', () => {
    expect(countTokens(say({ kind: 'tokens', count: 200_000 }))).toBe(200_000);
  });

  test('goes for what continues a prefill, but not for JSON', () => {
    const style: ReplyStyle = { kind: 'text', text: 'fixed' };
    expect(styledContinuation(style, heard({ prefill: 'Once' }), createRandom('a'))).toBe('fixed');
    expect(JSON.parse(`{${styledContinuation(style, heard({ prefill: '{' }), createRandom('a'))}`)).toHaveProperty(
      'topic',
    );
  });
});

describe('an answer in a style', () => {
  const style: ReplyStyle = { kind: 'text', text: 'fixed' };

  test('is text in that style, and bills it', async () => {
    const draft = await answer(ask('Why tea?'), model(), false, { kind: 'tokens', count: 77 });
    expect(draft.usage.output_tokens).toBe(77);
    expect(textOf(await answer(answered('15'), model(), false, style))).toBe('fixed');
  });

  test('still calls tools, fills JSON and thinks as ever', async () => {
    const called = await answer(
      ask('Weather in Paris', { tools: [weather], tool_choice: { type: 'any' } }),
      model(),
      false,
      style,
    );
    expect(called.content).toMatchObject([{ type: 'tool_use', input: { location: 'Paris' } }]);
    const schema = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] };
    const json = await answer(
      ask('Extract', { output_config: { format: { type: 'json_schema', schema } } }),
      model(),
      false,
      style,
    );
    expect(JSON.parse(textOf(json))).toMatchObject({ a: expect.any(Number) });
  });
});
