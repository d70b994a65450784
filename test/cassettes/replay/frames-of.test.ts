import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framesOf } from '../../../src/cassettes/replay/frames-of.ts';
import type { Frame } from '../../../src/reply.ts';
import { json, recorded, stream } from './recorded.ts';

function bytesOf(frames: readonly Frame[]): Buffer {
  return Buffer.concat(
    frames.map((frame) => ('bytes' in frame ? Buffer.from(frame.bytes as string) : Buffer.alloc(0))),
  );
}

const chunked = stream('abcdefghij', {
  chunks: [
    { at: 300, bytes: 3 },
    { at: 310, bytes: 5 },
    { at: 510, bytes: 2 },
  ],
});

describe('frames of a recording', () => {
  test('at speed 0 are one, and the same every time', () => {
    expect(framesOf(chunked, 0)).toEqual([{ wait: 0, bytes: 'abcdefghij' }]);
    expect(framesOf(chunked, 0)).toBe(framesOf(chunked, 0));
  });

  test('at speed 1 come when the chunks came, and at speed 4 in a quarter of the time', () => {
    expect(framesOf(chunked, 1)).toEqual([
      { wait: 300, bytes: 'abc' },
      { wait: 10, bytes: 'defgh' },
      { wait: 200, bytes: 'ij' },
    ]);
    expect(framesOf(chunked, 4).map(({ wait }) => wait)).toEqual([75, 2.5, 50]);
  });

  test.each([Number.NaN, -1])('at a speed of %d are as at speed 0', (speed) => {
    expect(framesOf(chunked, speed)).toBe(framesOf(chunked, 0));
  });

  test('are text where all is ASCII, and bytes where it is not', () => {
    expect(framesOf(json('{}'), 0)).toEqual([{ wait: 0, bytes: '{}' }]);
    const [frame] = framesOf(json('{"a":"é"}'), 0);
    expect(frame).toEqual({ wait: 0, bytes: Buffer.from('{"a":"é"}') });
  });

  test.each(['upstream cut', 'upstream silent', 'client left'] as const)('end in a reset when the %s', (broken) => {
    expect(framesOf(stream('data: 1', { broken }), 0)).toEqual([
      { wait: 0, bytes: 'data: 1' },
      { wait: 0, cut: 'reset' },
    ]);
    expect(framesOf(stream('data: 1', { broken }), 1)).toEqual([
      { wait: 100, bytes: 'data: 1' },
      { wait: 0, cut: 'reset' },
    ]);
    expect(framesOf(stream('', { broken, chunks: [] }), 0)).toEqual([{ wait: 0, cut: 'reset' }]);
  });

  test('end in order when the stream told of its error itself', () => {
    expect(framesOf(stream('event: error\n\n', { broken: 'error event' }), 0)).toEqual([
      { wait: 0, bytes: 'event: error\n\n' },
    ]);
  });

  test('of a reply without a body are one that is empty', () => {
    const empty = recorded('', undefined, { status: 204, chunks: [] });
    expect(framesOf(empty, 0)).toEqual([{ wait: 0, bytes: '' }]);
    expect(framesOf(empty, 1)).toEqual([{ wait: 0, bytes: '' }]);
  });

  test('never wait less than nothing, and together wait until the last chunk', () => {
    const back = stream('abc', {
      chunks: [
        { at: 30, bytes: 1 },
        { at: 20, bytes: 1 },
        { at: 40, bytes: 1 },
      ],
    });
    expect(framesOf(back, 1).map(({ wait }) => wait)).toEqual([30, 0, 10]);
  });

  test('add up to the body to the byte, whatever it is and however it was cut', () => {
    const chunks = fc.array(fc.record({ at: fc.nat(1000), bytes: fc.nat(40) }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), chunks, fc.constantFrom(0, 1, 7), (body, cuts, speed) => {
        const frames = framesOf(stream(body, { chunks: cuts }), speed);
        expect(bytesOf(frames).equals(Buffer.from(body))).toBe(true);
        expect(frames.every(({ wait }) => wait >= 0)).toBe(true);
      }),
    );
  });
});
