import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSecret } from '../src/headers.ts';

describe('headers with secrets', () => {
  test.each([
    'authorization',
    'Authorization',
    'x-api-key',
    'cookie',
    'set-cookie',
    'proxy-authorization',
    'x-auth-token',
    'x_auth',
  ])('%s is one', (name) => expect(isSecret(name)).toBe(true));

  test.each([
    'content-type',
    'anthropic-version',
    'anthropic-ratelimit-tokens-limit',
    'anthropic-ratelimit-input-tokens-remaining',
    'x-ratelimit-reset-tokens',
    'x-max-tokens',
    'x-author',
    'idempotency-key',
  ])('%s is none', (name) => expect(isSecret(name)).toBe(false));

  test('are so by any name with such a word in it, asked once or often', () => {
    const words = fc.constantFrom('secret', 'password', 'api-key', 'apikey', 'api_key', 'token', 'credential');
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-km-z]{0,80}$/),
        words,
        fc.stringMatching(/^[a-km-z]{0,80}$/),
        (before, word, after) => {
          const name = `${before}${word}${after}`;
          expect([isSecret(name), isSecret(name), isSecret(name.toUpperCase())]).toEqual([true, true, true]);
        },
      ),
    );
  });
});
