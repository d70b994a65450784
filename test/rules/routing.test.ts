import { ROUTING } from '../../src/rules/routing.ts';
import { testFamily } from './cases.ts';

const fallbacks = (...models: string[]) => ({ fallbacks: models.map((model) => ({ model })) });

testFamily('routing', ROUTING, [
  {
    id: 'or-messages-required',
    refuses: 'messages that are null',
    sent: { messages: null, to: 'openrouter' },
    words: 'Invalid request: messages is required',
    accepts: {},
  },
  {
    id: 'or-messages-required',
    refuses: 'them on LLM Router',
    sent: { messages: null, to: 'llm-router' },
    words: 'Invalid request: messages is required',
    accepts: {},
  },
  {
    id: 'or-fallbacks-models',
    refuses: 'two lists of models to fall back on',
    sent: { ...fallbacks('a/b'), models: ['c/d'], to: 'openrouter' },
    words: 'Invalid request: fallbacks and models cannot be used together',
    accepts: {
      'one list': { ...fallbacks('a/b'), to: 'openrouter' },
      'one list and an empty one': { ...fallbacks('a/b'), models: [], to: 'openrouter' },
    },
  },
  {
    id: 'or-fallbacks-max',
    refuses: 'four fallbacks',
    sent: { ...fallbacks('a/a', 'a/b', 'a/c', 'a/d'), to: 'openrouter' },
    words: 'Invalid request: fallbacks may hold at most 3 models',
    accepts: {
      three: { ...fallbacks('a/a', 'a/b', 'a/c'), to: 'openrouter' },
      "Anthropic's own": { fallbacks: 'default' },
    },
  },
  {
    id: 'or-fallbacks-field',
    refuses: 'a fallback with settings',
    sent: { fallbacks: [{ model: 'a/b' }, { model: 'a/c', max_tokens: 5 }], to: 'openrouter' },
    words: 'Invalid request: fallbacks.1.max_tokens is not supported, only model is',
    accepts: { 'them on Anthropic': { fallbacks: [{ model: 'claude-opus-4-8', max_tokens: 5 }] } },
  },
]);
