import { describe, expect, test } from 'vitest';
import { resolveModel } from '../../src/backend/catalogue.ts';
import { type Routing, refusedRouting, route } from '../../src/backend/routing.ts';
import { ApiError } from '../../src/errors.ts';
import type { MessagesRequest } from '../../src/message/request.ts';

const CLAUDE = 'anthropic/claude-sonnet-4.6';

function routed(changes: Partial<MessagesRequest> = {}): Routing {
  return route({ model: CLAUDE, messages: [{ role: 'user', content: 'Hello' }], ...changes }, (id) => resolveModel(id));
}

function refusal(changes: Partial<MessagesRequest>): ApiError {
  try {
    routed(changes);
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error('it was not refused');
}

const available = ({ metadata }: Routing) =>
  (metadata['endpoints'] as { available: { provider: string; model: string; selected: boolean }[] }).available;
const names = (routing: Routing) => available(routing).map(({ provider }) => provider);

describe('the provider of an answer', () => {
  test('is Anthropic for a Claude model; Amazon Bedrock and Google could have answered', () => {
    expect(routed().provider).toBe('Anthropic');
    expect(names(routed())).toEqual(['Anthropic', 'Amazon Bedrock', 'Google']);
    expect(available(routed()).filter(({ selected }) => selected)).toEqual([
      { provider: 'Anthropic', model: CLAUDE, selected: true },
    ]);
  });

  test('is the one maker of another model, under a name that the contract lists', () => {
    expect(names(routed({ model: 'openai/gpt-5-mini' }))).toEqual(['OpenAI']);
    expect(names(routed({ model: 'acme/unheard-of' }))).toEqual(['Together']);
    expect(names(routed({ model: 'unheard-of' }))).toEqual(['Anthropic']);
    expect(names(routed({ model: '__proto__/constructor' }))).toEqual(['Together']);
  });

  test('is the first in provider.order that serves the model', () => {
    const order = ['openai', 'google-vertex/us-east5', 'Amazon Bedrock'];
    expect(names(routed({ provider: { order } }))).toEqual(['Google', 'Amazon Bedrock', 'Anthropic']);
    expect(names(routed({ provider: { order, allow_fallbacks: false } }))).toEqual(['Google', 'Amazon Bedrock']);
  });

  test('is among provider.only and not among provider.ignore', () => {
    expect(names(routed({ provider: { only: ['amazon-bedrock'] } }))).toEqual(['Amazon Bedrock']);
    expect(names(routed({ provider: { ignore: ['anthropic'] } }))).toEqual(['Amazon Bedrock', 'Google']);
    expect(names(routed({ provider: { only: null, ignore: [], order: null } }))).toHaveLength(3);
  });

  test('is the quickest where that is asked for', () => {
    expect(routed({ provider: { sort: 'latency' } }).provider).toBe('Google');
    expect(routed({ provider: { sort: { by: 'throughput', partition: 'model' } } }).provider).toBe('Anthropic');
    expect(names(routed({ model: `${CLAUDE}:nitro` }))).toEqual(['Anthropic', 'Google', 'Amazon Bedrock']);
    expect(routed({ provider: { sort: 'price' } }).provider).toBe('Anthropic');
  });
});

describe('no provider left', () => {
  test.each([
    [{ only: ['openai'] }, "your request's provider.only preference permits only: openai."],
    [{ order: ['openai'], allow_fallbacks: false }, "your request's provider.order preference permits only: openai."],
    [
      { ignore: ['anthropic', 'amazon-bedrock', 'google-vertex'] },
      "your request's provider.ignore preference excludes: anthropic, amazon-bedrock, google-vertex.",
    ],
  ])('by %j is a 404 that names who would have served', (provider, words) => {
    const error = refusal({ provider });
    expect(error.code).toBe('not_found');
    expect(error.message).toBe(
      `No allowed providers are available for the selected model. Providers serving ${CLAUDE}: anthropic, amazon-bedrock, google-vertex, but ${words}`,
    );
    expect(error.detail.availability).toMatchObject({
      code: 'constraint_filtered',
      retryable: false,
      requested_models: [CLAUDE],
      excluded_by: 'allowed_providers',
    });
    expect(error.detail.routing).toMatchObject({ attempt: 0, endpoints: { total: 0, available: [] } });
  });

  test('of the first model lets the next one answer', () => {
    const fallback = routed({ provider: { only: ['openai'] }, models: ['openai/gpt-5-mini'] });
    expect(fallback).toMatchObject({
      model: 'openai/gpt-5-mini',
      provider: 'OpenAI',
      metadata: { strategy: 'fallback', requested: CLAUDE, summary: 'available=1, selected=OpenAI' },
    });
  });
});

test('a router passes over a model that has no provider left', () => {
  for (const content of ['Hello', 'Bye', 'Who?', 'Why?', 'Where?']) {
    const request = { model: 'openrouter/auto', messages: [{ role: 'user' as const, content }] };
    const routing = routed({ ...request, provider: { only: ['openai'] } });
    expect(routing).toMatchObject({ provider: 'OpenAI', metadata: { strategy: 'auto' } });
  }
});

describe('the metadata', () => {
  test('lists the endpoints of every fallback, and only one is selected', () => {
    for (const changes of [
      { models: ['openai/gpt-5-mini', 'claude-sonnet-4-6'] },
      { fallbacks: [{ model: 'openai/gpt-5-mini' }, { model: 'claude-sonnet-4-6' }] },
    ]) {
      const routing = routed(changes);
      expect(routing).toMatchObject({ model: CLAUDE, metadata: { endpoints: { total: 7 } } });
      expect(names(routing)[3]).toBe('OpenAI');
      expect(available(routing).filter(({ selected }) => selected)).toHaveLength(1);
    }
  });

  test('has every field that the contract requires', () => {
    expect(routed().metadata).toMatchObject({
      requested: CLAUDE,
      strategy: 'direct',
      region: 'iad',
      summary: 'available=3, selected=Anthropic',
      attempt: 1,
      is_byok: false,
    });
  });

  test('of a refusal selects nobody, and tells who was tried', () => {
    const refused = refusedRouting(routed().metadata, 400);
    expect(JSON.stringify(refused)).not.toContain('"selected":true');
    expect(refused).toMatchObject({ attempts: [{ provider: 'Anthropic', model: CLAUDE, status: 400 }] });
  });
});

test('lists of a hundred thousand models and providers are read in no time', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => `acme/model-${index}`);
  expect(routed({ models: many }).provider).toBe('Anthropic');
  expect(refusal({ provider: { only: many } }).message.length).toBeLessThan(10_000);
});
