import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEvents, textOf } from '../../src/journal/read-events.ts';

const STREAM =
  ': comment\r\n\r\nevent: ping\ndata: {"type":"ping"}\n\ndata: {"wave":"🌊"}\r\n\r\ndata: [DONE]\n\ndata: {"open":1}\n';
const EVENTS = [{ type: 'ping' }, { wave: '🌊' }, '[DONE]'];

describe('events read back', () => {
  test('are the same wherever the bytes are cut into frames', () => {
    const bytes = Buffer.from(STREAM);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 8 }), fc.boolean(), (cuts, asBytes) => {
        const ends = [...cuts.sort((a, b) => a - b), bytes.length];
        const frames = ends.map((end, index) => {
          const piece = bytes.subarray(ends[index - 1] ?? 0, end);
          const text = piece.toString('utf8');
          // A text has no half characters.
          return { wait: 0, bytes: asBytes || text.includes('\ufffd') ? piece : text };
        });
        expect(textOf(frames)).toBe(STREAM);
        expect(readEvents(frames).map(({ event }) => event)).toEqual(EVENTS);
      }),
    );
  });

  test('are due when the frame that ends them is, counted from the first byte', () => {
    const frames = [
      { wait: 500, bytes: 'data: 1\n\n' },
      { wait: 20, bytes: 'data: 2\n' },
      { wait: 30, bytes: '\ndata: 3\n\n' },
      { wait: 40, cut: 'reset' as const },
    ];
    expect(readEvents(frames)).toEqual([
      { due: 0, event: 1 },
      { due: 50, event: 2 },
      { due: 50, event: 3 },
    ]);
  });

  test('may be no JSON, or nothing at all', () => {
    expect(readEvents([{ wait: 0, bytes: 'data: {broken\ndata: lines\n\n' }])).toEqual([
      { due: 0, event: '{broken\nlines' },
    ]);
    expect(readEvents([])).toEqual([]);
  });
});
