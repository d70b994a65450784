import { describe, expect, test } from 'vitest';
import { FilterError } from '../../src/journal/parse-filter.ts';
import { VerificationError } from '../../src/journal/verification.ts';
import { proven, verify } from '../../src/journal/verify.ts';
import { conversation } from './conversations.ts';
import { journaled } from './journaled.ts';

/** Only read here. */
const talk = conversation();

describe('verify', () => {
  test('finds the requests that match', async () => {
    const { journal } = await talk;
    expect(verify(journal, { when: { text: 'rivers' } })).toMatchObject({ ok: true, matched: ['1', '2'], nearest: [] });
    expect(verify(journal, { when: { toolResult: true }, times: 1 })).toMatchObject({ ok: true, matched: ['2'] });
    expect(verify(journal, { when: { text: 'weather' }, times: 0 }).ok).toBe(true);
    expect(verify(journal, { when: { dialect: 'openrouter' }, filter: { status: 200 }, atMost: 1 }).matched).toEqual([
      '3',
    ]);
    expect(verify(journal, { filter: { status: '4xx' } })).toMatchObject({ ok: true, matched: ['4'] });
    expect(verify(journal, {}).matched).toHaveLength(4);
  });

  test('holds the number to its bounds', async () => {
    const { journal } = await talk;
    const when = { text: 'rivers' };
    const oks = [
      { times: 2 },
      { times: 1 },
      { atLeast: 2 },
      { atLeast: 3 },
      { atMost: 2 },
      { atMost: 1 },
      { atLeast: 1, atMost: 2 },
    ];
    expect(oks.map((bounds) => verify(journal, { when, ...bounds }).ok)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(verify(journal, { when: { text: 'none' }, atMost: 3 }).ok).toBe(true);
  });

  test('shows the nearest requests and what they lack', async () => {
    const { journal } = await talk;
    const verdict = verify(journal, { when: { text: { contains: 'farewell' }, dialect: 'openrouter' } });
    expect(verdict.ok).toBe(false);
    expect(verdict.matched).toEqual([]);
    expect(verdict.nearest[0]).toEqual({
      id: '3',
      failed: [{ condition: 'text.contains', expected: '"farewell"', actual: '"Goodbye, and thanks."' }],
      diff: [
        '#3 POST /api/v1/messages anthropic/claude-sonnet-4.6 200 "Goodbye, and thanks."',
        '    text.contains',
        '      expected: "farewell"',
        '      actual:   "Goodbye, and thanks."',
      ].join('\n'),
    });
    expect(verdict.message).toContain('Expected at least 1 request for {"text":{"contains":"farewell"}');
    expect(verdict.message).toContain('none of 4 requests matched');
    expect(verdict.message).toContain(`  ${verdict.nearest[0]!.diff!.split('\n')[0]}`);
    expect(verdict.nearest.map(({ id }) => id)).not.toContain('4');
    expect(verdict.message).toContain('1 request could not match, because the mock refused what was sent:\n  #4 POST');
  });

  test('shows in which filters the nearest requests differ', async () => {
    const { journal } = await talk;
    const { nearest } = verify(journal, { filter: { model: 'claude-*', status: 429 } });
    expect(nearest[0]!.failed).toEqual([{ condition: 'filter.status', expected: '429', actual: '400' }]);
    expect(nearest[1]!.failed).toEqual([{ condition: 'filter.status', expected: '429', actual: '200' }]);
  });

  test('lists the requests where there are too many', async () => {
    const { journal } = await talk;
    const { message, nearest } = verify(journal, { times: 0 });
    expect(message).toMatch(
      /^Expected exactly 0 requests for anything, but 4 of 4 requests matched:\n {2}and 1 before:\n {2}#2 /,
    );
    expect(nearest).toEqual([]);
  });

  test('says that it could not look at entries that are gone, or that there are none', async () => {
    const small = journaled({}, { most: 1 });
    const off = journaled({}, { most: 0 });
    const { told } = await talk;
    for (const { exchange, outcome } of told) {
      small.journal.note(exchange, outcome);
      off.journal.note(exchange, outcome);
    }
    expect(verify(small.journal, { when: { text: 'rivers' } }).message).toContain(
      '3 older requests are no longer held',
    );
    expect(verify(off.journal, {}).message).toContain('the journal is switched off');
    expect(verify(journaled().journal, {}).message).toBe(
      'Expected at least 1 request for anything, but none of 0 requests matched.',
    );
  });

  test('refuses conditions and filters that do not exist', async () => {
    const { journal } = await talk;
    expect(() => verify(journal, { when: { txt: 'x' } as never })).toThrow('txt');
    expect(() => verify(journal, { filter: { modle: 'x' } as never })).toThrow(FilterError);
  });

  test('can be thrown, with all its data', async () => {
    const { journal } = await talk;
    const failed = verify(journal, { when: { text: 'farewell' } });
    expect(() => proven(failed)).toThrow(VerificationError);
    const error = new VerificationError(failed);
    expect([error.name, error.message, error.verification]).toEqual(['VerificationError', failed.message, failed]);
    expect(proven(verify(journal, {})).ok).toBe(true);
  });
});
