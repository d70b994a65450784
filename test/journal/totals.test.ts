import { describe, expect, test } from 'vitest';
import { totals, verifyBudget } from '../../src/journal/totals.ts';
import { conversation } from './conversations.ts';
import { journaled } from './journaled.ts';

describe('totals', () => {
  test('are the sums of all entries, and by model', async () => {
    const { journal } = await conversation();
    const entries = journal.list();
    const sum = (of: (entry: (typeof entries)[number]) => number | null | undefined): number =>
      entries.reduce((total, entry) => total + (of(entry) ?? 0), 0);
    const all = totals(journal);
    expect(all).toMatchObject({ requests: 4, refused: 1 });
    expect(all.inputTokens).toBe(sum(({ usage }) => usage?.input_tokens));
    expect(all.outputTokens).toBe(sum(({ usage }) => usage?.output_tokens));
    expect(all.cost).toBeCloseTo(
      sum(({ cost }) => cost),
      9,
    );
    expect(all.cost).toBeGreaterThan(0);
    expect(all.byModel).toMatchObject({
      'claude-sonnet-4-6': { requests: 2, refused: 0 },
      'anthropic/claude-sonnet-4.6': { requests: 1, refused: 0 },
    });
  });

  test('stay right when entries are gone', async () => {
    const { told, journal } = await conversation();
    const small = journaled({}, { most: 1 }).journal;
    for (const { exchange, outcome } of told) small.note(exchange, outcome);
    expect(small.size).toBe(1);
    expect(totals(small)).toEqual(totals(journal));
  });

  test('count tokens of the cache by themselves', async () => {
    const { told } = await conversation();
    const { exchange, outcome } = told[0]!;
    const { message } = exchange.answer as Extract<typeof exchange.answer, { kind: 'message' }>;
    const usage = { input_tokens: 1, output_tokens: 2, cache_read_input_tokens: 10, cache_creation_input_tokens: 100 };
    const { journal } = journaled();
    journal.note({ ...exchange, answer: { kind: 'message', message: { ...message, usage }, usage } }, outcome);
    expect(totals(journal)).toMatchObject({
      inputTokens: 1,
      outputTokens: 2,
      cacheReadTokens: 10,
      cacheWriteTokens: 100,
    });
    // Claude Sonnet 4.6: 3 and 15 dollars per million tokens, a tenth of 3 to read from the cache, 5/4 of it to write.
    expect(totals(journal).cost).toBeCloseTo((1 * 3 + 2 * 15 + 10 * 0.3 + 100 * 3.75) / 1e6, 10);
    expect(verifyBudget(journal, { tokens: 113 }).ok).toBe(true);
    expect(verifyBudget(journal, { tokens: 112 }).ok).toBe(false);
  });

  test('do not grow without end by model', async () => {
    const { told } = await conversation();
    const { exchange, outcome } = told[0]!;
    const { journal } = journaled();
    for (let n = 0; n < 600; n++) {
      const request = { ...exchange.asked!.request, model: `model-${n}` };
      journal.note({ ...exchange, asked: { ...exchange.asked!, request } }, outcome);
    }
    const { byModel } = totals(journal);
    expect(Object.keys(byModel)).toHaveLength(501);
    expect(byModel['(others)']!.requests).toBe(100);
  });
});

describe('verifyBudget', () => {
  test('is kept, or tells every bound that was broken', async () => {
    const { journal } = await conversation();
    const { inputTokens, outputTokens, cost } = totals(journal);
    expect(verifyBudget(journal, { requests: 4, inputTokens, outputTokens, cost, tokens: 1e6 }).ok).toBe(true);
    expect(verifyBudget(journal, {}).ok).toBe(true);
    const broken = verifyBudget(journal, { requests: 3, cost: 0.000001, tokens: 1, outputTokens });
    expect(broken.ok).toBe(false);
    expect(broken.failed!.map(({ condition }) => condition)).toEqual(['requests', 'tokens', 'cost']);
    expect(broken.message).toContain('    requests\n      expected: at most 3\n      actual:   4');
  });
});
