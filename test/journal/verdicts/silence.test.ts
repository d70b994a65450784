import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/exchange/exchange.ts';
import type { Noted } from '../../../src/journal/noted.ts';
import { silencesOf } from '../../../src/journal/verdicts/silence.ts';
import { View } from '../../../src/journal/view.ts';
import type { Frame } from '../../../src/reply.ts';
import { ask, mockOf, post } from '../../support/wire.ts';

/** An exchange as the journal keeps it, with other frames. */
async function kept(): Promise<Noted> {
  const mock = mockOf();
  await post(mock, 'anthropic', ask('anthropic', { stream: true }), { 'x-mock-fault': 'bom' });
  return mock.journal.views()[0]!.noted;
}

const NOTED = await kept();

function silences(frames: readonly Frame[], outcome: Partial<Outcome> = {}): unknown {
  const total = frames.reduce((sum, { wait }) => sum + wait, 0);
  return silencesOf(
    new View({ ...NOTED, frames, outcome: { ended: 'completed', bytes: 0, milliseconds: total, ...outcome } }),
  );
}

function event(type: string, wait = 0): Frame {
  return { wait, bytes: `event: ${type}\ndata: {"type":"${type}"}\n\n` };
}

describe('the silences of a reply', () => {
  test('are what lies between two bytes, in pauses of their own or before the next', () => {
    const frames = [event('message_start', 1500), event('ping', 999), { wait: 2000, bytes: '' }, event('ping', 1000)];
    expect(silences([...frames, { wait: 4000, bytes: '' }])).toEqual([
      { length: 1500, after: 'nothing' },
      { length: 3000, after: 'part' },
      { length: 4000, after: 'part' },
    ]);
  });

  test('know what had come by then', () => {
    const frames = [
      event('message_start'),
      event('ping', 2000),
      event('message_stop'),
      { wait: 3000, cut: 'reset' as const },
    ];
    expect(silences(frames, { ended: 'fault' })).toEqual([
      { length: 2000, after: 'part' },
      { length: 3000, after: 'message_stop' },
    ]);
    expect(silences([event('error', 10), event('ping', 2000)])).toEqual([{ length: 2000, after: 'error event' }]);
  });

  test('were not sat out where the client left, the mock closed, or the clock was moved by hand', () => {
    const frames = [event('message_start'), event('ping', 20_000), event('message_stop', 30_000)];
    expect(silences(frames, { ended: 'client left' })).toEqual([]);
    expect(silences(frames, { moved: true })).toEqual([]);
    expect(silences(frames, { milliseconds: 21_000 })).toEqual([{ length: 20_000, after: 'part' }]);
    expect(silences(frames, { milliseconds: 19_990 })).toEqual([{ length: 20_000, after: 'part' }]);
  });

  test('are none without a fault: a reply may take its time', async () => {
    const mock = mockOf();
    await post(mock, 'anthropic', ask('anthropic', { stream: true }));
    const { noted } = mock.journal.views()[0]!;
    const outcome = { ended: 'completed', bytes: 0, milliseconds: 5000 } as const;
    expect(silencesOf(new View({ ...noted, frames: [event('ping', 5000)], outcome }))).toEqual([]);
  });

  test('are never longer than the reply took, whatever its frames', () => {
    const odd = fc.constantFrom(
      '',
      ':\n',
      'data: {"type":{}}\n\n',
      'data: [1]\n\n',
      'event: error\ndata: {"type":"error"}\n\n',
    );
    const frame: fc.Arbitrary<Frame> = fc.record({ wait: fc.double({ min: 0, max: 9000, noNaN: true }), bytes: odd });
    fc.assert(
      fc.property(fc.array(frame), fc.double({ min: 0, max: 90_000, noNaN: true }), (frames, milliseconds) => {
        const found = silences(frames, { milliseconds }) as { length: number }[];
        const sum = found.reduce((all, { length }) => all + length, 0);
        return found.every(({ length }) => length >= 1000) && sum <= milliseconds + 21;
      }),
    );
  });
});
