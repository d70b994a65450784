import { expect, test } from 'vitest';
import { allowedBases, isAllowed } from '../../../src/synthesis/server-tools/domains.ts';

const only = (...allowed_domains: unknown[]) => ({ type: 'web_search_20250305', allowed_domains });
const without = (...blocked_domains: unknown[]) => ({ type: 'web_search_20250305', blocked_domains });

test('an allowed domain means itself and its subdomains, from its path on', () => {
  const tool = only('example.com/blog/*');
  const addresses = [
    'https://example.com/blog/a',
    'https://www.example.com/blog',
    'https://example.com/blogs',
    'https://notexample.com/blog/a',
    'nonsense',
  ];
  expect(addresses.map((address) => isAllowed(tool, address))).toEqual([true, true, false, false, false]);
  expect(allowedBases(tool)).toEqual(['https://example.com/blog']);
});

test('a blocked domain takes its subdomains with it', () => {
  expect(allowedBases(without('example.com', 'example')).every((base) => /example\.(?:org|net)$/.test(base))).toBe(
    true,
  );
  expect(allowedBases(without('example.com', 'example.org', 'example.net', 'example'))).toEqual([]);
});

test('OpenRouter keeps the lists under parameters', () => {
  const tool = {
    type: 'openrouter:web_search',
    parameters: { allowed_domains: ['a.example'], excluded_domains: ['b.a.example'] },
  };
  expect(isAllowed(tool, 'https://c.a.example/')).toBe(true);
  expect(isAllowed(tool, 'https://b.a.example/')).toBe(false);
});

test('what is no domain allows nothing, and breaks nothing', () => {
  expect(allowedBases(only('a b', '', 7, 'https://', '%'))).toEqual([]);
});
