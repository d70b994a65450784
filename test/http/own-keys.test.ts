import { describe, expect, test } from 'vitest';
import { clientEnvironment } from '../../src/http/client-environment.ts';
import { withOwnKeys } from '../../src/http/own-keys.ts';

const variables = clientEnvironment('http://127.0.0.1:4010');

describe('the keys of who records', () => {
  test('stay as they are, while addresses lead to the mock', () => {
    const own = withOwnKeys(variables, {
      ANTHROPIC_API_KEY: 'sk-ant',
      ANTHROPIC_BASE_URL: 'https://api.anthropic.com',
    });
    expect(own).not.toHaveProperty('ANTHROPIC_API_KEY');
    expect(own).toMatchObject({ ANTHROPIC_BASE_URL: 'http://127.0.0.1:4010', OPENROUTER_API_KEY: 'mock' });
    expect(Object.keys(own)).toContain('ANTHROPIC_AUTH_TOKEN');
  });

  test('are made up where there are none, for replays ask for any', () => {
    expect(withOwnKeys(variables, { ANTHROPIC_API_KEY: '' })).toEqual(variables);
  });

  test('a token alone gets no key beside it', () => {
    const own = withOwnKeys(variables, { ANTHROPIC_AUTH_TOKEN: 'sk-or', ANTHROPIC_API_KEY: '' });
    expect(Object.keys(own)).toEqual([
      'STUNTDOUBLE_URL',
      'ANTHROPIC_BASE_URL',
      'OPENROUTER_BASE_URL',
      'OPENROUTER_API_KEY',
    ]);
  });
});
