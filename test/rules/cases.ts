/** How a family of rules is tested: each rule by a request that breaks it alone, and by near misses that break nothing. */
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/rules/rule.ts';
import { findings } from '../../src/rules/rules.ts';
import { broken, contextOf, type Sent } from './requests.ts';

export interface Case {
  id: string;
  /** What is refused, in a few words. */
  refuses: string;
  sent: Sent;
  /** The whole text on the wire, or a part of it that identifies it. */
  words: string | RegExp;
  /** Also broken by the same request. */
  besides?: string[];
  /** Requests that differ little and break no rule at all, by what they show. */
  accepts: Record<string, Sent>;
}

export function testFamily(family: string, rules: readonly Rule[], cases: readonly Case[]): void {
  describe(family, () => {
    test('has a case for every rule', () => {
      expect([...new Set(cases.map(({ id }) => id))].sort()).toEqual(rules.map(({ id }) => id).sort());
    });

    describe.each(cases)('$id', ({ id, refuses, sent, words, besides = [], accepts }) => {
      test(`refuses ${refuses}`, () => {
        const found = findings(contextOf(sent)).find(({ rule }) => rule.id === id);
        if (typeof words === 'string') expect(found?.finding.message).toBe(words);
        else expect(found?.finding.message).toMatch(words);
        expect(new Set(broken(sent))).toEqual(new Set([id, ...besides]));
      });

      test.each(Object.entries(accepts))('accepts %s', (_what, near) => {
        expect(broken(near)).toEqual([]);
      });
    });
  });
}
