import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listModels, resolveModel } from '../../src/backend/catalogue.ts';
import { openrouterModel, perToken } from '../../src/backend/openrouter-model.ts';

describe("a model in OpenRouter's list", () => {
  test('tells its price per token, its limits and its parameters', () => {
    expect(openrouterModel(resolveModel('claude-sonnet-4-6'))).toMatchObject({
      id: 'anthropic/claude-sonnet-4.6',
      canonical_slug: 'anthropic/claude-4.6-sonnet-20260217',
      name: 'Anthropic: Claude Sonnet 4.6',
      created: 1771286400,
      context_length: 1_000_000,
      architecture: { modality: 'text+image+file->text', tokenizer: 'Claude' },
      pricing: {
        prompt: '0.000003',
        completion: '0.000015',
        input_cache_read: '0.0000003',
        input_cache_write: '0.00000375',
        input_cache_write_1h: '0.000006',
      },
      top_provider: { context_length: 1_000_000, max_completion_tokens: 128_000, is_moderated: true },
      links: { details: '/api/v1/models/anthropic/claude-sonnet-4.6/endpoints' },
      reasoning: {
        mandatory: false,
        default_enabled: false,
        supported_efforts: ['max', 'high', 'medium', 'low'],
        supports_max_tokens: true,
      },
    });
  });

  test.each([
    [
      'claude-opus-5',
      'include_reasoning max_tokens reasoning reasoning_effort response_format stop structured_outputs tool_choice tools verbosity',
    ],
    [
      'claude-haiku-4-5',
      'include_reasoning max_tokens reasoning response_format stop structured_outputs temperature tool_choice tools top_k top_p',
    ],
    ['claude-3-5-haiku-20241022', 'max_tokens response_format stop temperature tool_choice tools top_k top_p'],
  ])('offers the parameters that the model takes: %s', (id, parameters) => {
    expect(openrouterModel(resolveModel(id))['supported_parameters']).toEqual(parameters.split(' '));
  });

  test('tells whether a model can do without reasoning', () => {
    expect(openrouterModel(resolveModel('claude-fable-5'))['reasoning']).toEqual({
      mandatory: true,
      default_enabled: true,
      supported_efforts: ['max', 'xhigh', 'high', 'medium', 'low'],
      default_effort: 'high',
    });
    expect(openrouterModel(resolveModel('claude-sonnet-4-5'))['reasoning']).toEqual({
      mandatory: false,
      default_enabled: false,
      supported_efforts: null,
      supports_max_tokens: true,
    });
  });

  test('leaves out what it does not sell and what it does not do', () => {
    expect(openrouterModel(resolveModel('deepseek/deepseek-chat-v3.1'))['pricing']).not.toHaveProperty(
      'input_cache_read',
    );
    expect(openrouterModel(resolveModel('claude-3-5-haiku-20241022'))).not.toHaveProperty('reasoning');
  });

  test.each(listModels().map((model) => [model.id, model] as const))('has every required field: %s', (_id, model) => {
    const required = ['id', 'canonical_slug', 'name', 'created', 'pricing', 'context_length', 'architecture'];
    const more = ['top_provider', 'per_request_limits', 'supported_parameters', 'default_parameters'];
    for (const field of [...required, ...more, 'supported_voices', 'links']) {
      expect(openrouterModel(model)).toHaveProperty(field);
    }
  });

  test('can be printed for a model nobody knows', () => {
    expect(openrouterModel(resolveModel('__proto__/x'))).toMatchObject({ id: '__proto__/x', created: 0 });
  });
});

describe('a price per token', () => {
  test.each([
    [0, '0'],
    [3, '0.000003'],
    [0.0833, '0.0000000833'],
    [1_000_000, '1'],
    [12.5, '0.0000125'],
  ])('%d dollars a million is %s', (perMillion, text) => {
    expect(perToken(perMillion)).toBe(text);
  });

  test('is exact, whatever the cents', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (tenThousandths) => {
        const price = tenThousandths / 10_000;
        expect(Number(perToken(price)) * 1e6).toBeCloseTo(price, 6);
        expect(perToken(price)).not.toMatch(/e|\.$|\.\d*0$/);
      }),
    );
  });
});
