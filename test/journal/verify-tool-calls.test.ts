import { describe, expect, test } from 'vitest';
import { toolCalls } from '../../src/journal/tool-calls.ts';
import { verifyToolCalls } from '../../src/journal/verify-tool-calls.ts';
import { conversation } from './conversations.ts';
import { journaled } from './journaled.ts';

/** A journal whose replies made these calls, one reply each. */
async function calling(...calls: { name: string; input: Record<string, unknown> }[]) {
  const { told } = await conversation();
  const { exchange, outcome } = told[0]!;
  const { journal } = journaled();
  const { message } = exchange.answer as Extract<typeof exchange.answer, { kind: 'message' }>;
  for (const [n, call] of calls.entries()) {
    const content = [{ type: 'tool_use' as const, id: `toolu_${n}`, ...call }];
    const said = { ...message, content };
    const reply = { ...exchange.reply, frames: [{ wait: 0, bytes: JSON.stringify(said) }] };
    journal.note({ ...exchange, reply, answer: { kind: 'message', message: said, usage: said.usage } }, outcome);
  }
  return journal;
}

describe('tool calls', () => {
  test('are found in the replies', async () => {
    const { journal } = await conversation();
    expect(toolCalls(journal)).toEqual([
      { id: '1', callId: expect.stringMatching(/^toolu_/), name: 'search', input: { query: 'rivers', page: 3 } },
    ]);
    expect(verifyToolCalls(journal, [{ name: 'search', input: { query: 'rivers' } }])).toMatchObject({
      ok: true,
      matched: ['1'],
    });
  });

  test('are held to their order, others between them', async () => {
    const journal = await calling(
      { name: 'search', input: { query: 'rivers' } },
      { name: 'open', input: {} },
      { name: 'answer', input: { text: 'The Rhine.' } },
    );
    expect(verifyToolCalls(journal, [{ name: 'search' }, { name: 'answer' }]).matched).toEqual(['1', '3']);
    expect(verifyToolCalls(journal, [{ name: 'answer' }, { name: 'search' }]).ok).toBe(false);
    expect(verifyToolCalls(journal, [{ name: '*', times: 3 }]).ok).toBe(true);
    expect(verifyToolCalls(journal, [{ name: '*', times: 4 }]).ok).toBe(false);
    expect(verifyToolCalls(journal, [{ name: 'delete', times: 0 }]).ok).toBe(true);
    expect(verifyToolCalls(journal, [{ name: 'search', times: 0 }]).ok).toBe(false);
  });

  test('are held to a part of their arguments', async () => {
    const journal = await calling({
      name: 'plan',
      input: { trip: { to: 'Basel', days: [1, 2] }, note: 'By the Rhine', count: 12 },
    });
    const ok = (expectation: object): boolean => verifyToolCalls(journal, [{ name: 'plan', ...expectation }]).ok;
    expect(ok({ input: { trip: { to: 'Basel' } } })).toBe(true);
    expect(ok({ input: { trip: { days: [1, 2] } } })).toBe(true);
    expect(ok({ input: { trip: { days: [1] } } })).toBe(false);
    expect(ok({ input: { trip: { to: 'Bern' } } })).toBe(false);
    expect(ok({ input: { toString: 'x' } })).toBe(false);
    expect(ok({ inputMatches: { note: { matches: '^By the \\w+$' }, count: { exact: '12' } } })).toBe(true);
    expect(ok({ inputMatches: { missing: '' } })).toBe(false);
  });

  test('that are missing are told with those that were made and in what they differ', async () => {
    const journal = await calling({ name: 'search', input: { query: 'lakes' } }, { name: 'open', input: {} });
    const { message, nearest } = verifyToolCalls(journal, [{ name: 'search', input: { query: 'rivers' } }]);
    expect(nearest).toMatchObject([
      { id: '1', failed: [{ condition: 'input.query', expected: '"rivers"', actual: '"lakes"' }] },
    ]);
    expect(message).toContain('Expected a call of search with {"query":"rivers"}, but there was none.');
    expect(message).toContain('#1 search({"query":"lakes"})');
    expect(message).toContain('#2 open({})');
    expect(verifyToolCalls(journaled().journal, [{ name: 'search' }]).message).toContain('No tool was called.');
  });
});
