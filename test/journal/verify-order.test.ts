import { describe, expect, test } from 'vitest';
import { verifyOrder } from '../../src/journal/verify-order.ts';
import { conversation } from './conversations.ts';

/** Only read here. */
const talk = conversation();

describe('verifyOrder', () => {
  test('finds requests in order, others between them', async () => {
    const { journal } = await talk;
    const verdict = verifyOrder(journal, [{ text: 'rivers', turn: 1 }, { dialect: 'openrouter' }]);
    expect(verdict).toMatchObject({ ok: true, matched: ['1', '3'], nearest: [] });
    expect(verifyOrder(journal, []).ok).toBe(true);
    expect(verifyOrder(journal, [{ text: 'rivers' }, { text: 'rivers' }]).matched).toEqual(['1', '2']);
  });

  test('tells how far it came, and the nearest to the missing one', async () => {
    const { journal } = await talk;
    const verdict = verifyOrder(journal, [{ text: 'rivers' }, { text: 'weather' }, { text: 'Goodbye' }]);
    expect(verdict).toMatchObject({ ok: false, matched: ['1'] });
    expect(verdict.nearest.map(({ id }) => id)).toEqual(['3', '2']);
    expect(verdict.message).toContain('there is no request 2: {"text":"weather"}');
    expect(verdict.message).toContain('  1. #1 POST /v1/messages');
    expect(verdict.message).toContain('expected: "weather"');
  });

  test('tells of a request that came too early', async () => {
    const { journal } = await talk;
    const verdict = verifyOrder(journal, [{ dialect: 'openrouter' }, { toolResult: true }]);
    expect(verdict.ok).toBe(false);
    expect(verdict.message).toContain('One that matches came too early: #2 ');
  });
});
