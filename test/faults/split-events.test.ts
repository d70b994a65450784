import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOf, eventsIn, splitEvents } from '../../src/faults/split-events.ts';
import { seamed, splitAt } from '../../src/faults/split-frames.ts';
import type { Frame, Reply } from '../../src/reply.ts';
import { readEvents } from '../support/sse.ts';
import { EVENTS, instant, JSON_BODY, json, paced } from './forms.ts';

const stream = (...texts: (string | Uint8Array)[]): Reply => ({
  ...instant(),
  frames: texts.map((bytes) => ({ wait: 0, bytes })),
});
const of = (frames: readonly Frame[]): Reply => ({ ...instant(), frames });
const textsOf = (reply: Reply): string[] =>
  eventsIn(reply).map(({ start, end }) => bodyOf(reply).subarray(start, end).toString());

describe('the events of a reply', () => {
  test('are the same whether it is paced or not, text or bytes', () => {
    expect(textsOf(instant())).toEqual(EVENTS);
    expect(textsOf(paced())).toEqual(EVENTS);
    expect(textsOf(stream(Buffer.from(EVENTS.join(''))))).toEqual(EVENTS);
    expect(readEvents(textsOf(instant()).join(''))).toHaveLength(EVENTS.length);
  });

  test('are found however the bytes are cut into frames', () => {
    const body = Buffer.from(EVENTS.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(body.length - 1)), (cuts) => {
        const reply = {
          ...instant(),
          frames: seamed(
            instant().frames,
            cuts.sort((a, b) => a - b),
          ),
        };
        expect(textsOf(reply)).toEqual(EVENTS);
        expect(bodyOf(reply).equals(body)).toBe(true);
      }),
    );
  });

  test.each([
    ['carriage returns', 'data: a\r\rdata: b\r\r', ['data: a\r\r', 'data: b\r\r']],
    ['both', 'data: a\r\n\r\ndata: b\r\n\r\n', ['data: a\r\n\r\n', 'data: b\r\n\r\n']],
    ['a mixture', 'event: x\r\ndata: a\n\r\ndata: b\n\n', ['event: x\r\ndata: a\n\r\n', 'data: b\n\n']],
  ])('end with %s as well', (_, text, events) => {
    expect(textsOf(stream(text))).toEqual(events);
    expect(textsOf(stream(...text))).toEqual(events);
  });

  test('are no comments, no empty lines, and nothing without an end', () => {
    expect(textsOf(stream(': alive\n\n', '\n\ndata: a\n\n', ': alive\n\ndata: b\n\n', 'data: c\n'))).toEqual([
      ': alive\n\n\n\ndata: a\n\n',
      ': alive\n\ndata: b\n\n',
    ]);
    expect(textsOf(stream())).toEqual([]);
  });

  test('are one in a JSON reply', () => {
    expect(eventsIn(json())).toEqual([{ start: 0, end: Buffer.byteLength(JSON_BODY) }]);
  });

  test('are not looked for after a cut', () => {
    const reply = paced();
    expect(eventsIn({ ...reply, frames: reply.frames.toSpliced(2, 0, { wait: 0, cut: 'end' }) })).toHaveLength(2);
  });

  test('become a frame each, with the pauses where they were', () => {
    expect(splitEvents(instant())).toEqual(EVENTS.map((bytes) => ({ wait: 0, bytes })));
    expect(splitEvents(paced())).toEqual(paced().frames);
  });

  test('are found fast in a long stream', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `data: ${index}\n\n`);
    expect(splitEvents(stream(many.join('')))).toHaveLength(100_000);
  });
});

describe('a split at a byte', () => {
  const frames: Frame[] = [
    { wait: 5, bytes: 'Grü' },
    { wait: 7, bytes: new Uint8Array([65, 66, 67]) },
    { wait: 9, bytes: '👋\ud800' },
  ];

  test('loses and changes no byte, wherever it is', () => {
    const whole = bodyOf(of(frames));
    for (let at = 0; at <= whole.length + 1; at++) {
      const [before, after] = splitAt(frames, at);
      expect(bodyOf(of(before)).equals(whole.subarray(0, at))).toBe(true);
      expect(bodyOf(of(after)).equals(whole.subarray(at))).toBe(true);
      expect([...before, ...after].reduce((sum, { wait }) => sum + wait, 0)).toBe(21);
    }
  });

  test('keeps text text, but for where it runs through a character', () => {
    expect(splitAt(frames, 2)[0]).toEqual([{ wait: 5, bytes: 'Gr' }]);
    expect(splitAt(frames, 2)[1][0]).toEqual({ wait: 0, bytes: 'ü' });
    expect(splitAt(frames, 3)[0]).toEqual([{ wait: 5, bytes: Buffer.from([71, 114, 0xc3]) }]);
  });

  test('leaves what is not cut the same frame', () => {
    const [before, after] = splitAt(frames, 4);
    expect(before[0]).toBe(frames[0]);
    expect(after[0]).toBe(frames[1]);
  });
});
