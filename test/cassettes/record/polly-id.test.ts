import { Polly } from '@pollyjs/core';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { PollyAdapter } from '../../../src/cassettes/record/polly-adapter.ts';
import { pollyId } from '../../../src/cassettes/record/polly-id.ts';

test('it is the same as Polly’s own', async () => {
  const polly = new Polly('ids', {
    mode: 'passthrough',
    adapters: [PollyAdapter],
    matchRequestsBy: { headers: false },
    logLevel: 'silent',
  });
  onTestFinished(() => polly.stop());
  const box = { keeping: { take: () => Promise.reject(new Error('not called')) } };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('GET', 'POST'), fc.string({ unit: 'grapheme' }), async (method, body) => {
      const url = 'https://api.example.com/v1/messages?b=2&a=1';
      const request = await polly.adapters
        .get(PollyAdapter.id)!
        .handleRequest({ method, url, headers: {}, body, requestArguments: { box } });
      const identifiers = (request as unknown as { identifiers: { method: string; url: string } }).identifiers;
      expect(identifiers.url).toBe('https://api.example.com/v1/messages?a=1&b=2');
      expect(pollyId({ method, url: identifiers.url, body })).toBe(request.id);
    }),
    { numRuns: 50 },
  );
});
