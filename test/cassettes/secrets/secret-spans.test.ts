import { describe, expect, test } from 'vitest';
import { secretSpans } from '../../../src/cassettes/secrets/secret-spans.ts';
import { noise, sample } from './samples.ts';

describe('secretSpans', () => {
  test('finds secrets and pseudonyms alike, in the order of the text', () => {
    const { secret } = sample('openai-key');
    const text = `a sk-or-v1-REDACTED-0123456789ab b ${secret} c sk-ant-REDACTED-ba9876543210`;
    expect(secretSpans(text, {}).map(({ start, end, kind }) => [kind, text.slice(start, end)])).toEqual([
      ['openrouter-key', 'sk-or-v1-REDACTED-0123456789ab'],
      ['openai-key', secret],
      ['anthropic-key', 'sk-ant-REDACTED-ba9876543210'],
    ]);
  });

  test('a secret right behind a pseudonym is found', () => {
    const { secret } = sample('github-token');
    const text = `ghp_REDACTED-0123456789ab${secret}`;
    expect(secretSpans(text, {}).map(({ start }) => start)).toEqual([0, 25]);
  });

  test('what is allowed is found as well, as it may have been replaced before', () => {
    const { secret } = sample('jwt');
    const [span] = secretSpans(secret, { allow: ['sha256:0123456789ab'] });
    expect(span).toEqual({ start: 0, end: secret.length, kind: 'jwt' });
  });

  test('a pseudonym of a shape that is gone is one still', () => {
    expect(secretSpans('acme-REDACTED-0123456789ab', {})).toEqual([{ start: 5, end: 26, kind: 'secret' }]);
    const settings = { secrets: [{ name: 'acme', pattern: 'ACME\\d+' }] };
    expect(secretSpans('acme-REDACTED-0123456789ab', settings)).toEqual([{ start: 0, end: 26, kind: 'acme' }]);
  });

  test('spans do not overlap, however shapes meet', () => {
    const text = `api_key=Bearer ${sample('anthropic-key').secret}${noise(9, 'more')} token=${sample('jwt').secret}`;
    const spans = secretSpans(text, {});
    expect(spans.length).toBeGreaterThan(1);
    for (const [index, { start }] of spans.entries()) expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
  });

  test('a text without secrets has none', () => {
    expect(secretSpans('The token of our esteem is a secret: a password.', {})).toEqual([]);
    expect(secretSpans('', {})).toEqual([]);
  });
});
