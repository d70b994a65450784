import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveModel } from '../../src/backend/catalogue.ts';
import { candidates, strategyOf } from '../../src/backend/routing-models.ts';
import type { MessagesRequest } from '../../src/message/request.ts';

const asking = (model: string, changes: Partial<MessagesRequest> = {}): MessagesRequest => ({
  model,
  messages: [{ role: 'user', content: 'Hello' }],
  ...changes,
});

const ids = (request: MessagesRequest) => candidates(request).map(({ id }) => id);
const first = (request: MessagesRequest) => ids(request)[0]!;

describe('the strategy', () => {
  test.each([
    ['anthropic/claude-sonnet-4.6', 'direct'],
    ['anthropic/claude-sonnet-4.6:nitro', 'direct'],
    ['anthropic/claude-sonnet-4.6@preset/mine', 'direct'],
    ['deepseek/deepseek-chat-v3.1:free', 'direct'],
    ['acme/unheard-of', 'direct'],
    ['claude-sonnet-4-6', 'alias'],
    ['~anthropic/claude-sonnet-latest', 'latest'],
    ['openrouter/auto', 'auto'],
    ['openrouter/free', 'free'],
    ['openrouter/pareto-code', 'pareto'],
    ['openrouter/fusion', 'fusion'],
  ])('for %s is %s', (model, strategy) => {
    expect(strategyOf(model, resolveModel(first(asking(model))))).toBe(strategy);
  });
});

describe('a router', () => {
  test('always chooses a concrete model that the catalogue knows, and the same one for the same conversation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('auto', 'auto-beta', 'free', 'pareto-code', 'bodybuilder', 'fusion'),
        fc.string(),
        (name, content) => {
          const request = asking(`openrouter/${name}`, { messages: [{ role: 'user', content }] });
          const model = first(request);
          const later = [...request.messages, { role: 'assistant', content: 'Hi' }, { role: 'user', content: 'Go on' }];
          expect(first({ ...request, messages: later } as MessagesRequest)).toBe(model);
          expect(resolveModel(model).known).toBe(true);
          if (name === 'free') expect(resolveModel(model).price.output).toBe(0);
        },
      ),
    );
  });

  test('obeys its own plugin', () => {
    const chosen = (plugin: object) => first(asking('openrouter/auto', { plugins: [plugin] }));
    expect(chosen({ id: 'auto-router', allowed_models: ['openai/*'] })).toBe('openai/gpt-5-mini');
    expect(chosen({ id: 'auto-router', allowed_models: ['acme/mine'] })).toBe('acme/mine');
    expect(chosen({ id: 'auto-router', excluded_models: ['anthropic/*', 'openai/*'] })).toBe(
      'google/gemini-3.1-pro-preview',
    );
    const usual = first(asking('openrouter/auto'));
    expect(chosen({ id: 'auto-beta-router', allowed_models: ['acme/mine'] })).toBe(usual);
    expect(chosen({ id: 'auto-router', enabled: false, allowed_models: ['acme/mine'] })).toBe(usual);
  });
});

test('the models to try are the one asked for, then the others, each once', () => {
  expect(ids(asking('a/b', { models: ['c/d', 'a/b', 'c/d'] }))).toEqual(['a/b', 'c/d']);
  expect(candidates(asking('a/b', { fallbacks: [{ model: 'c/d' }] }))).toEqual([
    { id: 'a/b', fallback: false },
    { id: 'c/d', fallback: true },
  ]);
});

test('a session keeps its model whatever is said in it', () => {
  const models = ['Hello', 'Bye', 'Who?', 'Why?', 'Where?', 'When?'].map((content) =>
    first(asking('openrouter/auto', { session_id: 's1', messages: [{ role: 'user', content }] })),
  );
  expect(new Set(models).size).toBe(1);
});
