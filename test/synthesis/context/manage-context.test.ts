import { describe, expect, test } from 'vitest';
import { inputTokens } from '../../../src/message/input-tokens.ts';
import type { MessagesRequest, RequestMessage } from '../../../src/message/request.ts';
import { manageContext } from '../../../src/synthesis/context/manage-context.ts';
import { loop } from '../../support/kinds.ts';
import { answer, ask, model } from '../ask.ts';

const managed = (messages: unknown[], ...edits: unknown[]) => manageContext(request(messages, ...edits), model());
const request = (messages: unknown[], ...edits: unknown[]): MessagesRequest =>
  ask('', { messages: messages as RequestMessage[], context_management: { edits } });
const results = ({ request: { messages } }: { request: MessagesRequest }) =>
  messages
    .flatMap(({ content }) => (typeof content === 'string' ? [] : content))
    .filter(({ type }) => type === 'tool_result');

const uses = {
  type: 'clear_tool_uses_20250919',
  trigger: { type: 'tool_uses', value: 3 },
  keep: { type: 'tool_uses', value: 1 },
};
const thought = (text: string) => ({
  role: 'assistant',
  content: [
    { type: 'thinking', thinking: text, signature: 's' },
    { type: 'text', text: 'So.' },
  ],
});
const more = { role: 'user', content: 'Go on.' };

describe('clearing tool uses', () => {
  test('puts a placeholder for all results but the newest, and counts what that saves', () => {
    const after = managed(loop(5, 40), uses);
    expect(results(after).map(({ content }) => content)).toEqual([
      ...Array(4).fill('[cleared to save context]'),
      'dry',
    ]);
    const cleared_input_tokens = after.original - after.tokens;
    expect(cleared_input_tokens).toBeGreaterThan(100);
    expect(after.applied).toEqual([{ type: 'clear_tool_uses_20250919', cleared_tool_uses: 4, cleared_input_tokens }]);
    expect(after.tokens).toBe(inputTokens(after.request, model()));
  });

  test.each([
    ['below the trigger', { ...uses, trigger: { type: 'tool_uses', value: 5 } }],
    ['below a trigger in tokens', { ...uses, trigger: { type: 'input_tokens', value: 5000 } }],
    ['below the default trigger', { type: uses.type }],
    ['when it would clear too little', { ...uses, clear_at_least: { type: 'input_tokens', value: 9999 } }],
    ['when every tool is spared', { ...uses, exclude_tools: ['read'] }],
  ])('does nothing %s', (_when, edit) => {
    const after = managed(loop(5, 40), edit);
    expect(after).toMatchObject({ applied: [], tokens: after.original });
    expect(results(after).at(0)?.content).toContain('water');
  });

  test('sets in at a number of tokens, and clears arguments when told to', () => {
    const after = managed(loop(5, 40), {
      ...uses,
      trigger: { type: 'input_tokens', value: 100 },
      clear_tool_inputs: true,
    });
    const inputs = after.request.messages
      .flatMap(({ content }) => (typeof content === 'string' ? [] : content))
      .filter(({ type }) => type === 'tool_use')
      .map(({ input }) => input);
    expect(inputs).toEqual([{}, {}, {}, {}, { file: 'river4.txt' }]);
  });
});

describe('clearing thinking', () => {
  const talk = [more, thought('one'), more, thought('two'), more, thought('three'), more];
  const clear = (keep?: unknown) => managed(talk, { type: 'clear_thinking_20251015', ...(keep ? { keep } : {}) });
  test('keeps the last turn, or as many as are said', () => {
    expect(clear().applied).toMatchObject([{ type: 'clear_thinking_20251015', cleared_thinking_turns: 2 }]);
    expect(clear({ type: 'thinking_turns', value: 2 }).applied).toMatchObject([{ cleared_thinking_turns: 1 }]);
    expect(JSON.stringify(clear().request.messages)).not.toMatch(/one|two/);
  });
  test('keeps all', () => {
    expect([clear('all').applied, clear({ type: 'all' }).applied]).toEqual([[], []]);
  });
});

describe('compaction', () => {
  const compact = { type: 'compact_20260112', trigger: { type: 'input_tokens', value: 50_000 } };
  const long = [{ role: 'user', content: 'river '.repeat(50_100) }];
  test('is due above its trigger', () => {
    expect(managed(long, compact).compaction).toEqual({ pause: false });
    expect(managed(long, { ...compact, pause_after_compaction: true }).compaction).toEqual({ pause: true });
    expect(managed([more], compact).compaction).toBeNull();
    expect(managed(long, { type: compact.type }).compaction).toBeNull();
  });

  test('puts a summary first, and is billed apart', async () => {
    const draft = await answer(request([...long, { role: 'assistant', content: 'I see.' }, more], compact));
    expect(draft.content.map(({ type }) => type)).toEqual(['compaction', 'text']);
    const { input_tokens, output_tokens, iterations } = draft.usage;
    expect(input_tokens).toBeLessThan(200);
    expect(iterations).toMatchObject([{ type: 'compaction' }, { type: 'message', input_tokens, output_tokens }]);
  });

  test('that pauses says nothing else', async () => {
    const draft = await answer(request(long, { ...compact, pause_after_compaction: true }));
    expect(draft).toMatchObject({
      content: [{ type: 'compaction' }],
      stop_reason: 'compaction',
      usage: { input_tokens: 0, output_tokens: 0 },
    });
  });

  test('makes what came before it free', () => {
    const summary = {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Before.' },
        { type: 'compaction', content: 'Rivers.' },
      ],
    };
    const after = managed([...long, summary, more]);
    expect(after.tokens).toBeLessThan(50);
    expect(after.request.messages[0]?.content).toEqual([{ type: 'compaction', content: 'Rivers.' }]);
    const failed = { role: 'assistant', content: [{ type: 'compaction', content: null }] };
    expect(managed([...long, failed, more]).tokens).toBeGreaterThan(50_000);
  });
});
