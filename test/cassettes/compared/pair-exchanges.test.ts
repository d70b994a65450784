import { describe, expect, test } from 'vitest';
import { pairExchanges } from '../../../src/cassettes/compared/pair-exchanges.ts';
import { recordingOf, textsOf } from '../recording-of.ts';

const of = (...texts: string[]) =>
  texts.map((text, index) => ({ ...recordingOf(text), polly: { id: `${text}${index}`, order: 0 } }));

describe('exchanges of two cassettes', () => {
  test('belong together when they asked the same, wherever they stand, repeats in their order', () => {
    const { pairs, onlyBefore, onlyAfter } = pairExchanges(of('a', 'b', 'a', 'c'), of('c', 'a', 'a', 'a', 'd'), {});
    expect(pairs.map(textsOf)).toEqual([
      ['a0', 'a1'],
      ['a2', 'a2'],
      ['c3', 'c0'],
    ]);
    expect(textsOf(onlyBefore)).toEqual(['b1']);
    expect(textsOf(onlyAfter)).toEqual(['a3', 'd4']);
  });

  test('are matched as the settings say', () => {
    const asked = (max_tokens: number) => [
      recordingOf('a', { body: { model: 'm', max_tokens, messages: [{ role: 'user', content: 'a' }] } }),
    ];
    expect(pairExchanges(asked(1), asked(2), {}).pairs).toHaveLength(0);
    expect(pairExchanges(asked(1), asked(2), { match: 'conversation' }).pairs).toHaveLength(1);
  });
});
