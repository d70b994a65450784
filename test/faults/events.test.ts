import { createParser } from 'eventsource-parser';
import { describe, expect, test } from 'vitest';
import { parseFaults } from '../../src/faults/parse-faults.ts';
import type { Reply } from '../../src/reply.ts';
import { readEvents } from '../support/sse.ts';
import { bodyOf, EVENTS, FORMS, instant, json, left, paced, STREAMS, spoil, timeline } from './forms.ts';

const BODY = EVENTS.join('');
const streams = Object.entries(STREAMS);
const bodyAfter = (reply: Reply, faults: string): string => left(spoil(reply, faults)).body;
const FIRST_DELTA = EVENTS.findIndex((event) => event.startsWith('event: content_block_delta'));

/** Name and data of every event, as a parser of the standard reads them. */
function parsed(text: string): { event: string | undefined; data: string }[] {
  const events: { event: string | undefined; data: string }[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => events.push({ event, data }) });
  parser.feed(text);
  return events;
}

test.each([
  'bad-json',
  'drop-event',
  'duplicate-event',
  'swap-events',
  'wrong-index',
  'unknown-event',
  'unknown-delta',
  'line-ends',
  'comments',
  'done',
  'gather',
])('%s leaves a JSON reply alone', (fault) => {
  const reply = json();
  expect(spoil(reply, fault)).toBe(reply);
});

test.each([
  'bad-json',
  'drop-event',
  'duplicate-event',
  'swap-events',
  'wrong-index',
  'unknown-event',
  'unknown-delta',
])('%s leaves a stream alone that has no such event', (fault) => {
  for (const form of [instant, paced]) {
    const reply = form();
    expect(spoil(reply, `${fault}(nth=99)`)).toBe(reply);
    expect(spoil(reply, `${fault}(nth=0)`)).toBe(reply);
  }
});

describe.each(streams)('in a stream (%s)', (name, form) => {
  const without = (index: number) => EVENTS.filter((_, other) => other !== index).join('');

  test('bad-json breaks the data of one event', () => {
    const body = bodyAfter(form(), 'bad-json(nth=2)');
    expect(body).toBe(BODY.replace(EVENTS[FIRST_DELTA + 1]!, EVENTS[FIRST_DELTA + 1]!.replace('}}\n\n', '}\n\n')));
    expect(() => readEvents(body)).toThrow(SyntaxError);
    expect(parsed(body)).toHaveLength(EVENTS.length);
  });

  test('drop-event leaves one out, and its pause stays', () => {
    expect(bodyAfter(form(), 'drop-event')).toBe(without(FIRST_DELTA));
    expect(bodyAfter(form(), 'drop-event(event=message_start)')).toBe(without(0));
    expect(bodyAfter(form(), 'drop-event(event=message_stop)')).toBe(without(EVENTS.length - 1));
    const late = timeline(spoil(form(), 'drop-event')).find(([, text]) => text.includes(EVENTS[FIRST_DELTA + 1]!))?.[0];
    expect(late).toBe(name === 'paced' ? (FIRST_DELTA + 2) * 10 : 0);
  });

  test('duplicate-event sends one twice', () => {
    const body = bodyAfter(form(), 'duplicate-event(event=content_block_stop)');
    const stop = EVENTS.find((event) => event.startsWith('event: content_block_stop'))!;
    expect(body).toBe(BODY.replace(stop, stop + stop));
  });

  test('swap-events turns two round, unless it is the last', () => {
    expect(bodyAfter(form(), 'swap-events(event=message_start)')).toBe(
      [EVENTS[1], EVENTS[0], ...EVENTS.slice(2)].join(''),
    );
    const reply = form();
    expect(spoil(reply, 'swap-events(event=message_stop)')).toBe(reply);
  });

  test('wrong-index sends an event to another block', () => {
    const events = readEvents(bodyAfter(form(), 'wrong-index(event=content_block_start, index=3)'));
    expect(events).toEqual(
      readEvents(BODY).map((event) => (event.type === 'content_block_start' ? { ...event, index: 3 } : event)),
    );
    const reply = form();
    expect(spoil(reply, 'wrong-index(event=message_stop)')).toBe(reply);
  });

  test('unknown-event and unknown-delta stand before an event', () => {
    const future = parsed(bodyAfter(form(), 'unknown-event(event=message_start)'));
    expect(future[0]).toEqual({ event: 'future_event', data: '{"type":"future_event","index":0}' });
    expect(future.slice(1)).toEqual(parsed(BODY));
    const delta = readEvents(bodyAfter(form(), 'unknown-delta'));
    expect(delta[FIRST_DELTA]).toMatchObject({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'future_delta' },
    });
    expect(delta.toSpliced(FIRST_DELTA, 1)).toEqual(readEvents(BODY));
  });

  test.each(['crlf', 'cr', 'mixed'])('line-ends are read all the same: %s', (as) => {
    const body = bodyAfter(form(), `line-ends(as=${as})`);
    // Only what follows a CR tells a reader that no LF does.
    expect(parsed(`${body}:`)).toEqual(parsed(BODY));
    expect(body).not.toBe(BODY);
    if (as === 'crlf') expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    if (as === 'cr') expect(body).not.toContain('\n');
    if (as === 'mixed') for (const end of ['\r\n\r\n', '\r\r', '\n\n']) expect(body).toContain(end);
  });

  test('comments, a byte order mark and [DONE] are beside the events', () => {
    const commented = bodyAfter(form(), 'comments(text="a\\nb")');
    expect(commented.split(': a b\n\n')).toHaveLength(EVENTS.length + 1);
    expect(parsed(commented)).toEqual(parsed(BODY));
    expect(bodyOf(spoil(form(), 'bom').frames).subarray(0, 4).toString('hex')).toBe('efbbbf65');
    expect(new TextDecoder().decode(bodyOf(spoil(form(), 'bom').frames))).toBe(BODY);
    expect(bodyAfter(form(), 'done')).toBe(`${BODY}data: [DONE]\n\n`);
  });

  test('gather sends several events at a time, when the last of them is due', () => {
    const spoiled = spoil(form(), 'gather(events=3)');
    const groups = EVENTS.flatMap((_, at) => (at % 3 === 0 ? [EVENTS.slice(at, at + 3)] : []));
    expect(spoiled.frames.map((frame) => ('bytes' in frame ? frame.bytes.toString() : ''))).toEqual(
      groups.map((group) => group.join('')),
    );
    expect(spoiled.frames.map(({ wait }) => wait)).toEqual(
      groups.map((group) => (name === 'paced' ? group.length * 10 : 0)),
    );
    expect(spoiled.apart).toBe(true);
    expect(left(spoil(form(), 'close(after=4 events); gather(events=3)'))).toEqual({
      body: EVENTS.slice(0, 4).join(''),
      end: 'end',
    });
  });
});

test('a byte order mark stands before JSON too, and not where nothing comes', () => {
  expect(left(spoil(json(), 'bom')).body).toMatch(/^\ufeff\{/);
  expect(spoil(json(), 'reset; bom')).toEqual(spoil(json(), 'reset'));
  expect(spoil(instant(), 'close; done')).toEqual(spoil(instant(), 'close'));
});

describe('slice', () => {
  test.each(Object.entries(FORMS))('cuts a body into pieces and loses none: %s', (_, form) => {
    for (const size of [1, 7, 100]) {
      const { frames, apart } = spoil(form(), `slice(bytes=${size})`);
      expect(bodyOf(frames)).toEqual(bodyOf(form().frames));
      expect(apart).toBe(true);
      for (const frame of frames)
        expect('bytes' in frame ? Buffer.byteLength(frame.bytes) : 0).toBeLessThanOrEqual(size);
    }
  });

  test('leaves a body alone that is no longer than a slice', () => {
    const reply = json();
    expect(spoil(reply, 'slice(bytes=100000)')).toBe(reply);
  });

  test('is bounded', () => {
    const long: Reply = { ...json(), frames: [{ wait: 0, bytes: 'x'.repeat(100_000) }] };
    expect(spoil(long, 'slice(bytes=0)').frames).toHaveLength(20_001);
  });
});

test('comments are bounded', () => {
  const long: Reply = { ...instant(), frames: [{ wait: 0, bytes: 'data: 1\n\n'.repeat(1500) }] };
  expect(left(spoil(long, 'comments')).body.split(': keep-alive')).toHaveLength(1001);
});

test('mixed line ends are the same for the same seed', () => {
  const once = (seed: string) => left(spoil(instant(), 'line-ends(as=mixed)', seed)).body;
  expect(once('a')).toBe(once('a'));
  expect(new Set(['a', 'b', 'c'].map(once)).size).toBe(3);
});

test('an event that cannot be read is passed on as it is', () => {
  const strange: Reply = {
    ...instant(),
    frames: [{ wait: 0, bytes: 'data: {\n\nevent: content_block_delta\ndata: 7\n\n' }],
  };
  for (const fault of ['bad-json', 'wrong-index']) expect(spoil(strange, fault)).toBe(strange);
  expect(parseFaults('drop-event(event=nothing)')).toHaveProperty('problem');
});
