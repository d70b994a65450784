import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactedData, signThinking, verifyRedacted, verifyThinking } from '../../src/backend/signatures.ts';

describe('the signature of a thinking block', () => {
  test('looks like one of the service', () => {
    const signature = signThinking('claude-opus-5', 'Let me see.');
    expect(signature).toMatch(/^EqQBCgIYAhIM[A-Za-z0-9+/]+=*$/);
    expect(signature).toHaveLength(224);
  });

  test('is the same on every machine', () => {
    expect(signThinking('m', 't').slice(0, 40)).toBe('EqQBCgIYAhIMhwr4mX5G2+27SSZLGgyK+JsxB9VA');
  });

  test('is accepted with its thinking and with nothing else', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        const signature = signThinking('claude-opus-5', a);
        expect(verifyThinking(a, signature)).toBe(true);
        expect(verifyThinking(b, signature)).toBe(a === b);
      }),
    );
  });

  test('is accepted with an empty text, as omitted thinking comes back', () => {
    expect(verifyThinking('', signThinking('claude-opus-5', 'secret'))).toBe(true);
    expect(verifyThinking('', 'EqQBCgIYAhIM')).toBe(false);
  });

  test('differs by model, but is accepted whichever model it is from', () => {
    const one = signThinking('claude-opus-5', 'hm');
    const other = signThinking('claude-opus-4-8', 'hm');
    expect(one).not.toBe(other);
    expect(verifyThinking('hm', one) && verifyThinking('hm', other)).toBe(true);
  });

  test('is refused when a single character has changed', () => {
    const signature = signThinking('claude-opus-5', 'hm');
    for (let at = 0; at < signature.length; at++) {
      const changed = `${signature.slice(0, at)}${signature[at] === 'A' ? 'B' : 'A'}${signature.slice(at + 1)}`;
      expect(verifyThinking('hm', changed)).toBe(false);
    }
    expect(verifyThinking('hm', `${signature} `)).toBe(false);
    expect(verifyThinking('hm', signature.slice(0, -4))).toBe(false);
    expect(verifyThinking('hm', '')).toBe(false);
  });
});

describe('the data of a redacted block', () => {
  test('is recognised, unlike a signature or anything else', () => {
    const data = redactedData('claude-opus-5', 'secret');
    expect(data).toBe(redactedData('claude-opus-5', 'secret'));
    expect(verifyRedacted(data)).toBe(true);
    expect(verifyRedacted(signThinking('claude-opus-5', 'secret'))).toBe(false);
    expect(verifyThinking('secret', data)).toBe(false);
    expect(verifyRedacted(data.replace(/.$/, '!'))).toBe(false);
  });
});
