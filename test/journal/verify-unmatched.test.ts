import { describe, expect, test } from 'vitest';
import { unmatched, verifyNoUnmatched } from '../../src/journal/verify-unmatched.ts';
import { ask, post } from '../support/wire.ts';
import { conversation } from './conversations.ts';
import { journaled, saying } from './journaled.ts';

const MISS = {
  id: 's1',
  name: 'greeting',
  origin: 'code',
  score: 0.5,
  failed: [{ condition: 'text.contains', expected: '"hello"', actual: '"Search for rivers."' }],
};

describe('verifyNoUnmatched', () => {
  test('has nothing to say where there are no stubs', async () => {
    const { journal } = await conversation();
    expect(verifyNoUnmatched(journal)).toMatchObject({ ok: true, nearest: [] });
  });

  test('lists requests that no stub answered, with the nearest stubs', async () => {
    const { journal } = journaled({}, { nearest: () => [MISS] });
    const { told } = await conversation();
    for (const { exchange, outcome } of told) journal.note(exchange, outcome);
    journal.note({ ...told[0]!.exchange, missed: true }, told[0]!.outcome);
    const verdict = verifyNoUnmatched(journal);
    expect(verdict).toMatchObject({ ok: false, nearest: [{ id: '5', failed: MISS.failed }] });
    expect(verdict.message).toContain('1 request found no stub or recording:');
    expect(verdict.message).toContain('nearest stub: greeting (code)');
    expect(unmatched(journal)).toMatchObject([{ id: '5', nearMisses: [MISS] }]);
  });

  test('asks for the nearest stubs when they are wanted', async () => {
    const asked: string[] = [];
    const { journal } = journaled(
      {},
      { nearest: ({ request }) => [{ ...MISS, name: asked[asked.push(request.model) - 1]! }] },
    );
    const { told } = await conversation();
    for (const { exchange, outcome } of told) journal.note({ ...exchange, missed: true }, outcome);
    expect(asked).toEqual([]);
    expect(journal.get('3')!.nearMisses).toMatchObject([{ name: 'anthropic/claude-sonnet-4.6' }]);
    expect(asked).toHaveLength(1);
  });

  test('sees a request that a real stub does not fit, and not the one it fits', async () => {
    const { mock, journal } = journaled();
    mock.stub({ name: 'greeting', when: { text: 'hello' }, respond: { text: 'Hi there' } });
    await post(mock, 'anthropic', ask('anthropic', saying('hello you')));
    await post(mock, 'anthropic', ask('anthropic', saying('Goodbye')));
    expect(unmatched(journal).map(({ id }) => id)).toEqual(['2']);
    expect(verifyNoUnmatched(journal).nearest[0]!.failed).toMatchObject([
      { condition: 'text.contains', actual: '"Goodbye"' },
    ]);
    expect(journal.list({ matched: true })).toMatchObject([{ id: '1', source: 'stub', stub: { name: 'greeting' } }]);
  });

  test('sees a request that a strict mock refused', async () => {
    const { mock, journal } = journaled({ strict: true });
    const { status } = await post(mock, 'anthropic', ask('anthropic', saying('Goodbye')));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(verifyNoUnmatched(journal)).toMatchObject({ ok: false, nearest: [{ id: '1' }] });
    expect(journal.list()[0]!.source).toBe('mock');
  });
});
