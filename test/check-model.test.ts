import { describe, expect, test } from 'vitest';
import { resolveModel } from '../src/backend/catalogue.ts';
import { modelProblem } from '../src/check-model.ts';
import type { ExtraModel } from '../src/config.ts';
import { resolveOptions } from '../src/resolve-options.ts';
import { ask, DOOR_NAMES, mockOf, post } from './support/wire.ts';

describe('a model that a user adds', () => {
  test.each(['claude-opus-4-8', 'claude-3-haiku', 'openai/gpt-5-mini', 'nobody/knows-it'])(
    'may be all that %s is',
    (id) => {
      expect(modelProblem({ ...resolveModel(id) })).toBeUndefined();
    },
  );

  test.each([
    [{ contextWindow: 'large' }, 'contextWindow of the model "m": expected a number from 1'],
    [{ maxOutput: -1 }, 'maxOutput of the model "m": expected a number from 1'],
    [{ price: null }, 'price of the model "m": expected an object of input: a number from 0; output'],
    [{ price: { input: 1 } }, 'price of the model "m"'],
    [
      { thinking: null },
      'thinking of the model "m": expected an object of modes: a list, each one of enabled, adaptive',
    ],
    [{ efforts: null }, 'efforts of the model "m": expected a list, each one of low, medium'],
    [{ createdAt: 5 }, 'createdAt of the model "m": expected a date such as'],
    [{ slug: {} }, 'slug of the model "m": expected a text'],
    [{ toolPromptTokens: null }, 'toolPromptTokens of the model "m"'],
    [{ inputModalities: 5 }, 'inputModalities of the model "m"'],
    [{ sampling: 'hot' }, 'sampling of the model "m": expected one of free, one, fixed'],
    [{ prefill: 'yes' }, 'prefill of the model "m": expected true or false'],
  ])('is refused with %j, and told what was expected', (traits, message) => {
    expect(() => resolveOptions({ models: [{ id: 'm', ...traits }] })).toThrow(`option models: ${message}`);
  });

  test('needs an id', () => {
    expect(() => resolveOptions({ models: [{ id: '' }] })).toThrow(
      'expected a list of model ids or objects with an id',
    );
  });

  test.each(DOOR_NAMES)('answers with a part of the traits, and stands in the lists: %s', async (door) => {
    const model: ExtraModel = {
      id: 'm',
      price: { input: 1, output: 2, cacheRead: null, cacheWrite1h: null, cacheWrite5m: null },
    };
    const mock = mockOf({ models: [model] });
    expect((await post(mock, door, ask(door, { model: 'm' }))).status).toBe(200);
  });
});
