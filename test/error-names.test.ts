import { describe, expect, test } from 'vitest';
import { errorNames, findError } from '../src/error-names.ts';
import { ERRORS } from '../src/errors.ts';

describe('an error is found', () => {
  test.each([
    ['by its code', 'rate_limit', { code: 'rate_limit' }],
    ["by Anthropic's type", 'rate_limit_error', { code: 'rate_limit' }],
    ["by OpenRouter's type", 'rate_limit_exceeded', { code: 'rate_limit' }],
    ['by its status', 413, { code: 'too_large' }],
    ['by its status as text', '529', { code: 'overloaded' }],
    ["under Anthropic's own status where several have the type", 'overloaded_error', { code: 'overloaded' }],
    ['as the gateway timeout, which is what the service means', 'timeout_error', { code: 'timeout' }],
    ['under the general row where several have the type', 'invalid_request_error', { code: 'invalid_request' }],
    ['as 500 by api_error', 'api_error', { code: 'internal' }],
    ["as 503 by OpenRouter's provider_overloaded", 'provider_overloaded', { code: 'provider_overloaded' }],
    ['with a 4xx status that no row has', 418, { code: 'invalid_request', status: 418 }],
    ['with a 5xx status that no row has', '599', { code: 'internal', status: 599 }],
  ])('%s', (_how, name, error) => {
    expect(findError(name)).toEqual(error);
  });

  test.each(['', 'overlod', '__proto__', 'toString', 399, 600, 200, 429.5, Number.NaN, '1000', ' 429'])(
    'never by %j',
    (name) => {
      expect(findError(name)).toBeUndefined();
    },
  );

  test('every name that is told leads to a row, and every row has a name', () => {
    const codes = errorNames().map((name) => findError(name)?.code);
    expect(codes).not.toContain(undefined);
    expect(new Set(codes)).toEqual(new Set(Object.keys(ERRORS)));
    expect(new Set(errorNames()).size).toBe(errorNames().length);
  });
});
