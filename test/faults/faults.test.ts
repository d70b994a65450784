import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../src/faults/faults.ts';
import type { Reply } from '../../src/reply.ts';
import { readEvents } from '../support/sse.ts';
import { bodyOf, EVENTS, FORMS, instant, JSON_BODY, json, left, paced, STREAMS, spoil, timeline } from './forms.ts';

const forms = Object.entries(FORMS);
const streams = Object.entries(STREAMS);
const BODY = EVENTS.join('');
const whole = (reply: Reply) => bodyOf(reply.frames).toString();
/** What `after=n events` leaves of a reply. */
const first = (count: number, reply: Reply): string =>
  reply.headers['content-type'] === 'application/json'
    ? count === 0
      ? ''
      : JSON_BODY
    : EVENTS.slice(0, count).join('');
const duration = (reply: Reply) => reply.frames.reduce((sum, { wait }) => sum + wait, 0);

describe('latency', () => {
  test.each(forms)('holds back a reply as a whole: %s', (_, form) => {
    const spoiled = spoil(form(), 'latency(for=200ms)');
    expect(timeline(spoiled)).toEqual(timeline(form()).map(([at, text]) => [at + 200, text]));
    expect(whole(spoiled)).toBe(whole(form()));
  });

  test('varies by its jitter, the same for the same seed', () => {
    const waits = ['a', 'b', 'c', 'a'].map((seed) => duration(spoil(json(), 'latency(for=1s, jitter=0.5)', seed)));
    for (const wait of waits) expect(Math.abs(wait - 1000)).toBeLessThanOrEqual(500);
    expect(new Set(waits).size).toBe(3);
    expect(waits[3]).toBe(waits[0]);
  });
});

describe('slow', () => {
  test.each(streams)('puts a pause before every event: %s', (name, form) => {
    const gap = name === 'paced' ? 30 : 20;
    expect(timeline(spoil(form(), 'slow(per=20ms)'))).toEqual(EVENTS.map((event, index) => [(index + 1) * gap, event]));
  });

  test('is one pause before a JSON body', () => {
    expect(timeline(spoil(json(), 'slow(per=20ms)'))).toEqual([[20, JSON_BODY]]);
  });

  test('varies each pause by itself', () => {
    const waits = spoil(instant(), 'slow(per=100ms, jitter=0.1)').frames.map(({ wait }) => wait);
    expect(new Set(waits).size).toBe(EVENTS.length);
    for (const wait of waits) expect(Math.abs(wait - 100)).toBeLessThanOrEqual(10);
  });
});

describe('stall', () => {
  test.each(forms)('is silent after so many events, and goes on: %s', (_, form) => {
    const spoiled = spoil(form(), 'stall(after=3 events, for=30s)');
    expect(whole(spoiled)).toBe(whole(form()));
    expect(duration(spoiled)).toBe(duration(form()) + 30_000);
    const before = spoiled.frames.slice(
      0,
      spoiled.frames.findIndex(({ wait }) => wait === 30_000),
    );
    expect(bodyOf(before).toString()).toBe(first(3, form()));
  });

  test('of a JSON reply can come amid its body', () => {
    expect(timeline(spoil(json(), 'stall(after=5 bytes, for=1s)'))).toEqual([
      [0, JSON_BODY.slice(0, 5)],
      [1000, JSON_BODY.slice(5)],
    ]);
  });

  test('beyond the end holds back the end', () => {
    expect(timeline(spoil(json(), 'stall(after=9 events, for=1s)'))).toEqual([
      [0, JSON_BODY],
      [1000, ''],
    ]);
  });
});

describe.each([
  ['reset', 'reset'],
  ['close', 'end'],
] as const)('%s', (name, end) => {
  test.each(forms)('cuts after so many events: %s', (_, form) => {
    for (const count of [0, 1, 3]) {
      expect(left(spoil(form(), `${name}(after=${count} events)`))).toEqual({ body: first(count, form()), end });
    }
  });

  test.each(forms)('cuts after any byte, or at the end: %s', (_, form) => {
    const body = bodyOf(form().frames);
    for (let at = 0; at < body.length + 2; at++) {
      const spoiled = spoil(form(), `${name}(after=${at} bytes)`);
      expect(bodyOf(spoiled.frames).equals(body.subarray(0, at))).toBe(true);
      expect(left(spoiled).end).toBe(end);
    }
  });

  test('comes at once, not when the next event was due', () => {
    const spoiled = spoil(paced(), `${name}(after=2 events)`);
    expect(duration(spoiled)).toBe(name === 'reset' ? 40 : 20);
  });
});

describe('truncate', () => {
  test.each(forms)('leaves so many bytes, and an end in order: %s', (_, form) => {
    const body = bodyOf(form().frames);
    for (const at of [0, 1, 100, body.length - 1]) {
      const spoiled = spoil(form(), `truncate(after=${at} bytes)`);
      expect(bodyOf(spoiled.frames).equals(body.subarray(0, at))).toBe(true);
      expect(left(spoiled).end).toBe('whole');
    }
  });

  test('of a JSON reply is still one frame, so that its length is announced', () => {
    expect(spoil(json(), 'truncate(after=7 bytes)').frames).toEqual([{ wait: 0, bytes: JSON_BODY.slice(0, 7) }]);
    expect(spoil(json(), 'truncate(after=0 bytes)').frames).toEqual([{ wait: 0, bytes: '' }]);
  });

  test.each(forms)('leaves a shorter body alone: %s', (_, form) => {
    const reply = form();
    expect(spoil(reply, `truncate(after=${whole(reply).length * 2} bytes)`)).toBe(reply);
  });
});

describe('error-event', () => {
  test.each(streams)('breaks a stream off in the words of the service: %s', (_, form) => {
    const { body, end } = left(spoil(form(), 'error-event(type=overloaded, after=4 events)'));
    expect(end).toBe('whole');
    expect(body).toBe(
      `${EVENTS.slice(0, 4).join('')}event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n`,
    );
  });

  test.each([
    ['internal', 'api_error', 'Internal server error'],
    [
      'rate_limit',
      'rate_limit_error',
      'This request would exceed the rate limit of your organization. Please try again later.',
    ],
    ['invalid_request', 'invalid_request_error', 'Output blocked by content filtering policy'],
    ['timeout', 'timeout_error', 'Request timed out'],
  ])('can be of the type %s', (name, type, message) => {
    const events = readEvents(left(spoil(instant(), `error-event(type=${name}, after=0 events)`)).body);
    expect(events).toEqual([{ type: 'error', error: { type, message } }]);
  });

  test('says what it is told to say', () => {
    const events = readEvents(left(spoil(paced(), 'error-event(message="Ende, aus")')).body);
    expect(events.at(-1)).toEqual({ type: 'error', error: { type: 'overloaded_error', message: 'Ende, aus' } });
  });

  test('does nothing to a JSON reply', () => {
    const reply = json();
    expect(spoil(reply, 'error-event')).toBe(reply);
  });
});

describe('no-stop', () => {
  test.each(streams)('ends a stream after message_delta: %s', (_, form) => {
    const { body, end } = left(spoil(form(), 'no-stop'));
    expect(end).toBe('whole');
    expect(body).toBe(EVENTS.slice(0, -1).join(''));
    expect(readEvents(body).at(-1)?.type).toBe('message_delta');
  });

  test('takes away the [DONE] that would follow', () => {
    const reply = { ...instant(), frames: [{ wait: 0, bytes: `${BODY}data: [DONE]\n\n` }] };
    expect(whole(spoil(reply, 'no-stop'))).toBe(EVENTS.slice(0, -1).join(''));
  });

  test('is not deceived by a text that looks like the event', () => {
    const reply = { ...instant(), frames: [{ wait: 0, bytes: 'event: a\ndata: event: message_stop\n\n' }] };
    expect(spoil(reply, 'no-stop')).toBe(reply);
  });

  test('does nothing to a JSON reply', () => {
    const reply = json();
    expect(spoil(reply, 'no-stop')).toBe(reply);
  });
});

describe('several faults', () => {
  test('spoil one after the other', () => {
    expect(timeline(spoil(instant(), 'stall(after=1 event, for=1s); close(after=2 events)'))).toEqual([
      [0, EVENTS[0]],
      [1000, `${EVENTS[1]}<end>`],
    ]);
    expect(timeline(spoil(instant(), 'latency(for=1s); stall(after=2 events, for=1s); close(after=2 events)'))).toEqual(
      [
        [1000, EVENTS.slice(0, 2).join('')],
        [2000, '<end>'],
      ],
    );
    expect(timeline(spoil(json(), 'latency(for=1s); reset'))).toEqual([[1000, '<reset>']]);
  });

  test('count what the ones before them have left', () => {
    const both = spoil(instant(), 'error-event(after=2 events); truncate(after=3 events)');
    expect(readEvents(whole(both)).map(({ type }) => type)).toEqual(['message_start', 'content_block_start', 'error']);
    const turned = spoil(instant(), 'truncate(after=1 event); error-event(after=2 events)');
    expect(readEvents(whole(turned)).map(({ type }) => type)).toEqual(['message_start', 'error']);
  });

  test.each(['stall', 'reset', 'close', 'truncate', 'error-event'])('leave a closed connection closed: %s', (late) => {
    for (const place of ['2 events', '9 events', '100000 bytes']) {
      const spoiled = spoil(paced(), `close(after=2 events); ${late}(after=${place})`);
      expect(spoiled).toEqual(spoil(paced(), 'close(after=2 events)'));
    }
  });

  test('draw by themselves: one that draws more does not change the next', () => {
    const last = (text: string) => spoil(json(), text).frames.at(0)?.wait;
    expect(last('latency(for=1s); latency(for=1s, jitter=1)')).toBe(
      last('latency(for=1s, jitter=0); latency(for=1s, jitter=1)'),
    );
    const twice = spoil(json(), 'latency(for=1s, jitter=1); latency(for=1s, jitter=1)');
    expect(twice.frames[0]?.wait).toBe(last('latency(for=0); latency(for=1s, jitter=1)'));
    expect(twice.frames[0]?.wait).not.toBe(twice.frames[1]?.wait);
  });
});

describe('every fault', () => {
  const frozen = (reply: Reply): Reply => {
    for (const frame of reply.frames) Object.freeze(frame);
    return Object.freeze({ ...reply, headers: Object.freeze(reply.headers), frames: Object.freeze(reply.frames) });
  };
  const chains = fc.array(
    fc.constantFrom(
      ...FAULTS.map(({ example }) => example),
      'reset',
      'close(after=50 bytes)',
      'stall(after=77 bytes, for=1s)',
      'slow(per=5ms, jitter=1)',
    ),
    { maxLength: 5 },
  );

  test('changes nothing of what it was given, and does the same again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), chains, ([, form], chain) => {
        const reply = frozen(form());
        const once = spoil(reply, chain.join('; '));
        expect(spoil(reply, chain.join('; '))).toEqual(once);
        expect(reply).toEqual(form());
      }),
    );
  });

  test('leaves frames that can be sent: waits that pass, and nothing after a cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), chains, ([, form], chain) => {
        const { frames } = spoil(form(), chain.join('; '));
        const cut = frames.findIndex((frame) => 'cut' in frame);
        expect(frames.length).toBeGreaterThan(0);
        expect([-1, frames.length - 1]).toContain(cut);
        for (const { wait } of frames) expect(wait).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test.each(FAULTS.map(({ example }) => example))('%s bears an empty body', (example) => {
    for (const form of [json(), instant()]) {
      for (const frames of [[], [{ wait: 0, bytes: '' }]]) {
        expect(() => spoil({ ...form, frames }, example)).not.toThrow();
      }
    }
  });

  test('announces no length of a body that is gone', () => {
    const reply = { ...json(), headers: { ...json().headers, 'Content-Length': String(JSON_BODY.length) } };
    for (const name of ['reset', 'close', 'truncate(after=3 bytes)']) {
      expect(Object.keys(spoil(reply, name).headers)).toEqual(['content-type', 'request-id']);
    }
    expect(spoil(reply, 'latency').headers).toEqual(reply.headers);
  });
});
