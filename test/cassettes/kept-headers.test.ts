import { describe, expect, test } from 'vitest';
import { KEPT_HEADERS, keptHeaders } from '../../src/cassettes/kept-headers.ts';
import { isSecret } from '../../src/headers.ts';

describe('headers in a cassette', () => {
  test('are those on the list, in small letters and in their order, even when they come twice', () => {
    const headers = [
      ['Content-Type', 'text/event-stream'],
      ['X-RateLimit-Reset', '1'],
      ['anthropic-ratelimit-tokens-limit', '2'],
      ['X-Ratelimit-Reset', '3'],
      ['retry-after', '4'],
    ] as const;
    expect(keptHeaders(headers, 'response')).toEqual(headers.map(([name, value]) => [name.toLowerCase(), value]));
  });

  test.each(['x-api-key', 'Authorization', 'cookie', 'user-agent', 'host', 'x-stainless-os', 'x-titles'])(
    'of a request do not hold %s',
    (name) => {
      expect(keptHeaders([[name, 'x']], 'request')).toEqual([]);
    },
  );

  test.each([
    'set-cookie',
    'date',
    'server-timing',
    'cf-ray',
    'anthropic-organization-id',
    'content-encoding',
    'x-new',
  ])('of a reply do not hold %s', (name) => {
    expect(keptHeaders([[name, 'x']], 'response')).toEqual([]);
  });

  test('have no name that tells of a secret', () => {
    const names = [...KEPT_HEADERS.request, ...KEPT_HEADERS.response];
    expect(names.filter(isSecret)).toEqual([]);
    expect(names.filter((name) => name !== name.toLowerCase() || name.slice(0, -1).includes('*'))).toEqual([]);
  });
});
