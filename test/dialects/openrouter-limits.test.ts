import { expect, test } from 'vitest';
import { openrouterLimits } from '../../src/dialects/openrouter-limits.ts';

test('OpenRouter tells an account with credits of its larger daily quota, and sells it no other', () => {
  const words = (limit: number) => openrouterLimits.quota?.({ period: 'day', limit, resets: 0 }).message;
  expect(words(1000)).toBe('Rate limit exceeded: free-models-per-day-high-balance. ');
  expect(words(50)).toMatch(/free-models-per-day\. Add 10 credits to unlock 1000 /);
});
