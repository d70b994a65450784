import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listModels, resolveModel } from '../../src/backend/catalogue.ts';

describe('the catalogue', () => {
  test('lists the models newest first', () => {
    const dates = listModels().map(({ createdAt }) => createdAt);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(listModels()[0]?.id).toBe('claude-fable-5-2');
  });

  test('names each model once', () => {
    const names = listModels().flatMap(({ id, slug }) => [...new Set([id, slug])]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('finds every model by its id, its slug and its canonical slug', () => {
    for (const model of listModels()) {
      expect(resolveModel(model.id)).toBe(model);
      expect(resolveModel(model.slug)).toBe(model);
      if (model.canonicalSlug !== undefined) expect(resolveModel(model.canonicalSlug)).toBe(model);
    }
  });

  test.each([
    ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929'],
    ['claude-opus-4-1', 'claude-opus-4-1-20250805'],
    ['claude-haiku-3-5', 'claude-3-5-haiku-20241022'],
    ['claude-3-5-haiku-latest', 'claude-3-5-haiku-20241022'],
    ['~anthropic/claude-opus-latest', 'claude-opus-5-5'],
    ['~anthropic/claude-sonnet-latest', 'claude-sonnet-5-5'],
    ['anthropic/claude-haiku-latest', 'claude-haiku-5-5'],
    ['claude-mythos-latest', 'claude-mythos-5-2'],
    ['claude-fable-latest', 'claude-fable-5-2'],
    ['anthropic/claude-opus-5.5', 'claude-opus-5-5'],
    ['anthropic/claude-5.5-opus-20260922', 'claude-opus-5-5'],
    ['us.anthropic.claude-opus-5-5', 'claude-opus-5-5'],
    ['claude-opus-5[1m]', 'claude-opus-5'],
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929'],
    ['anthropic/claude-opus-4.8@preset/mine', 'claude-opus-4-8'],
    ['anthropic/claude-opus-4.8:nitro', 'claude-opus-4-8'],
    ['anthropic/claude-opus-4.8:planning:openai/gpt-5-mini', 'claude-opus-4-8'],
    ['openai/gpt-5-mini-2025-08-07', 'openai/gpt-5-mini'],
    ['gpt-5-mini', 'openai/gpt-5-mini'],
    ['OpenAI/GPT-5-mini', 'openai/gpt-5-mini'],
    ['openai/gpt-5.4-20260305', 'openai/gpt-5.4'],
  ])('takes %s for %s', (id, expected) => {
    expect(resolveModel(id)).toMatchObject({ id: expected, known: true });
  });

  test('knows what the generations differ in', () => {
    expect(resolveModel('claude-opus-5')).toMatchObject({
      contextWindow: 1_000_000,
      maxOutput: 128_000,
      price: { input: 5, output: 25, cacheWrite5m: 6.25, cacheWrite1h: 10, cacheRead: 0.5 },
      minCacheTokens: 512,
      sampling: 'fixed',
      prefill: false,
      systemMessages: true,
      tokenScale: 1.3,
    });
    expect(resolveModel('claude-opus-4-6')).toMatchObject({ sampling: 'one', prefill: false, tokenScale: 1 });
    expect(resolveModel('claude-haiku-4-5')).toMatchObject({ sampling: 'one', prefill: true, efforts: [] });
    expect(resolveModel('claude-sonnet-4')).toMatchObject({
      sampling: 'free',
      outputSharesWindow: true,
      retired: true,
    });
    expect(resolveModel('claude-haiku-3-5').price).toEqual({
      input: 0.8,
      output: 4,
      cacheWrite5m: 1,
      cacheWrite1h: 1.6,
      cacheRead: 0.08,
    });
  });

  test.each([
    ['claude-fable-5-2', 8, 40, 10, 16, 0.2],
    ['claude-mythos-5-2', 8, 40, 10, 16, 0.2],
    ['claude-haiku-5-5', 0.1, 0.5, 0.125, 0.2, 0.01],
    ['claude-sonnet-5-5', 2, 10, 2.5, 4, 0.2],
    ['claude-opus-5-5', 4, 20, 5, 8, 0.2],
    ['claude-fable-5-1', 10, 50, 12.5, 20, 0.25],
    ['claude-mythos-5-1', 10, 50, 12.5, 20, 0.25],
    ['claude-fable-5', 10, 50, 12.5, 20, 1],
  ])('knows the prices of %s', (id, input, output, cacheWrite5m, cacheWrite1h, cacheRead) => {
    expect(resolveModel(id).price).toEqual({ input, output, cacheWrite5m, cacheWrite1h, cacheRead });
  });

  test.each(['claude-fable-5-2', 'claude-sonnet-5-5', 'claude-opus-5-5', 'claude-fable-5-1'])(
    'knows that %s always thinks, and that no tool can be forced on it',
    (id) => {
      expect(resolveModel(id)).toMatchObject({
        thinking: { default: 'always' },
        forcedTools: false,
        minCacheTokens: 512,
      });
    },
  );

  test('knows that Haiku 5.5 can do without thinking, which its elders did only when told to', () => {
    expect(resolveModel('claude-haiku-5-5')).toMatchObject({
      contextWindow: 1_000_000,
      thinking: { modes: ['adaptive'], default: 'on', disabledUpTo: 'high' },
      forcedTools: true,
      systemMessages: true,
    });
  });

  test('sells the fast sibling dearer, where there is one', () => {
    expect(resolveModel('anthropic/claude-opus-5-fast')).toMatchObject({
      id: 'claude-opus-5',
      slug: 'anthropic/claude-opus-5-fast',
      displayName: 'Claude Opus 5 (Fast)',
      price: { input: 10, output: 50, cacheRead: 1 },
    });
    expect(resolveModel('anthropic/claude-opus-5.5-fast').price).toMatchObject({
      input: 8,
      output: 40,
      cacheRead: 0.4,
    });
    expect(resolveModel('anthropic/claude-sonnet-5-fast').known).toBe(false);
  });

  test('gives away what is :free', () => {
    expect(resolveModel('openai/gpt-5-mini:free')).toMatchObject({
      id: 'openai/gpt-5-mini',
      slug: 'openai/gpt-5-mini:free',
      price: { input: 0, output: 0 },
      contextWindow: 400_000,
    });
  });

  test('forbids nothing to a model nobody knows', () => {
    expect(resolveModel('acme/brain-9:nitro')).toMatchObject({
      id: 'acme/brain-9',
      slug: 'acme/brain-9',
      displayName: 'brain-9',
      provider: 'Acme',
      known: false,
      contextWindow: 200_000,
      maxOutput: 64_000,
      price: { input: 3, output: 15 },
      thinking: { modes: ['adaptive', 'enabled'], default: 'off', display: 'summarized' },
      efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
      prefill: true,
      sampling: 'free',
      systemMessages: true,
      forcedTools: true,
    });
  });

  test("prefers the user's own models, by id or slug, decorated or not", () => {
    const own = { ...resolveModel('claude-opus-5'), id: 'mine', slug: 'me/mine', maxOutput: 5 };
    const extra = [own, { ...own, id: 'claude-opus-4-8', slug: 'x' }];
    expect(resolveModel('me/mine', { extra })).toBe(own);
    expect(resolveModel('mine:floor', { extra })).toBe(own);
    expect(resolveModel('claude-opus-4-8', { extra: [] }).maxOutput).toBe(128_000);
    expect(resolveModel('mine', { extra })).toBe(own);
    expect(resolveModel('~me/mine:nitro', { extra })).toBe(own);
    expect(resolveModel('claude-opus-4-8', { extra }).maxOutput).toBe(5);
    expect(resolveModel('claude-opus-4-7', { extra }).id).toBe('claude-opus-4-7');
    expect(resolveModel('mine').known).toBe(false);
  });

  test('answers every id, and the same one always the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        expect(resolveModel(id)).toEqual(resolveModel(id));
        expect(resolveModel(id).maxOutput).toBeGreaterThan(0);
      }),
    );
    expect(resolveModel('__proto__').known).toBe(false);
    expect(resolveModel('x'.repeat(1_000_000)).known).toBe(false);
  });
});
