import { describe, expect, test } from 'vitest';
import { logNormal } from '../../src/faults/catalogue/varied.ts';
import { createRandom } from '../../src/random.ts';
import type { Reply } from '../../src/reply.ts';
import { leapingClock } from '../support/clocks.ts';
import { ask, messageOf, mockOf, post } from '../support/wire.ts';
import { bodyOf, EVENTS, FORMS, instant, JSON_BODY, json, left, paced, spoil, timeline } from './forms.ts';

const forms = Object.entries(FORMS);
const duration = (reply: Reply) => reply.frames.reduce((sum, { wait }) => sum + wait, 0);

describe('latency', () => {
  test('can hold the headers back as well', () => {
    for (const [, form] of forms) {
      expect(spoil(form(), 'latency(before=headers)').opening).toBe('held');
      expect(spoil(form(), 'latency').opening).toBeUndefined();
      expect(spoil(form(), 'garbage; latency(before=headers)').opening).toBe('never');
    }
  });

  test('can vary log-normally: half below the median, some far above', () => {
    const waits = Array.from({ length: 2000 }, (_, seed) =>
      duration(spoil(json(), 'latency(for=100ms, jitter=0.5, spread=log-normal)', `${seed}`)),
    ).sort((a, b) => a - b);
    const at = (share: number) => waits[Math.round(share * (waits.length - 1))]!;
    expect(at(0.5)).toBeGreaterThan(95);
    expect(at(0.5)).toBeLessThan(105);
    // One deviation of the logarithm is the factor e^0.5, 1.65.
    expect(at(0.841)).toBeGreaterThan(155);
    expect(at(0.841)).toBeLessThan(175);
    expect(at(1)).toBeGreaterThan(350);
    expect(at(1)).toBeLessThanOrEqual(2000);
    expect(duration(spoil(json(), 'latency(for=100ms, spread=log-normal)'))).toBe(100);
  });

  test('never varies beyond all bounds', () => {
    const extreme = { ...createRandom('x'), float: () => 1 - 2 ** -30 };
    expect(logNormal(10, 100, extreme)).toBe(200);
    expect(logNormal(10, 1, { ...extreme, float: () => 0 })).toBe(10);
  });
});

describe('prefill', () => {
  const wait = (prompt: { fresh: number; cached: number }) =>
    duration(spoil(json(), 'prefill(base=100ms, per-thousand=200ms, cached=0.1)', 'seed', { prompt }));

  test('grows with the prompt, and less with what is in the cache', () => {
    expect(wait({ fresh: 0, cached: 0 })).toBe(100);
    expect(wait({ fresh: 5000, cached: 0 })).toBe(1100);
    expect(wait({ fresh: 5000, cached: 10_000 })).toBe(1300);
    expect(wait({ fresh: 1e12, cached: 0 })).toBe(3_600_000);
  });

  test('grows with what else is under way, if told so', () => {
    const busy = (fault: string, underWay: number) => duration(spoil(json(), fault, 'seed', { underWay }));
    expect(busy('prefill(base=100ms, per-request=20ms)', 0)).toBe(100);
    expect(busy('prefill(base=100ms, per-request=20ms)', 7)).toBe(240);
    expect(busy('prefill(base=100ms, per-request=1s)', 1e9)).toBe(3_600_000);
    expect(busy('prefill(base=100ms)', 7)).toBe(100);
  });

  test.each([false, true])('takes the tokens that the reply bills (stream: %s)', async (stream) => {
    const clock = leapingClock();
    const mock = mockOf({}, { clock });
    const body = ask('anthropic', { stream, messages: [{ role: 'user', content: 'rivers '.repeat(3000) }] });
    const { usage } = await messageOf(mock, 'anthropic', body, { 'x-mock-fault': 'prefill(base=0, per-thousand=1s)' });
    expect(usage.input_tokens).toBeGreaterThan(2000);
    expect(clock.waits.filter((ms) => ms > 1)).toEqual([usage.input_tokens]);
  });

  test('of a refusal is the base', async () => {
    const clock = leapingClock();
    const { status } = await post(mockOf({}, { clock }), 'anthropic', ask('anthropic'), {
      'x-mock-fault': 'error; prefill(base=70ms)',
    });
    expect(status).toBe(529);
    expect(clock.waits).toContain(70);
  });
});

describe('slow', () => {
  test('can begin later: a slow tail', () => {
    expect(timeline(spoil(instant(), 'slow(per=20ms, from=15 events)'))).toEqual([
      [0, EVENTS.slice(0, 15).join('')],
      [20, EVENTS[15]],
      [40, EVENTS[16]],
    ]);
    expect(duration(spoil(paced(), 'slow(per=20ms, from=15 events)'))).toBe(EVENTS.length * 10 + 2 * 20);
    expect(spoil(json(), 'slow(from=1 event)').frames).toEqual(json().frames);
    const reply = instant();
    expect(spoil(reply, 'slow(from=thinking)')).toBe(reply);
  });
});

describe('bandwidth', () => {
  test.each(forms)('takes as long as the bytes take, and loses none: %s', (name, form) => {
    const bytes = bodyOf(form().frames);
    const { frames } = spoil(form(), 'bandwidth(rate=1000)');
    expect(bodyOf(frames)).toEqual(bytes);
    expect(duration({ ...form(), frames })).toBeGreaterThanOrEqual(bytes.length - 0.001);
    expect(duration({ ...form(), frames })).toBeLessThan(bytes.length + (name === 'paced' ? 11 : 1));
    for (const frame of frames) expect('bytes' in frame ? Buffer.byteLength(frame.bytes) : 0).toBeLessThanOrEqual(20);
  });

  test('does not hurry what is slow by itself', () => {
    const { frames } = spoil(paced(), 'bandwidth(rate=100000000)');
    expect(duration({ ...paced(), frames })).toBeCloseTo(EVENTS.length * 10, 1);
  });

  test('leaves a cut where it is', () => {
    expect(left(spoil(json(), 'close(after=9 bytes); bandwidth'))).toEqual({ body: JSON_BODY.slice(0, 9), end: 'end' });
    const reply = { ...json(), frames: [{ wait: 0, bytes: '' }] };
    expect(spoil(reply, 'bandwidth')).toBe(reply);
  });

  test('bears rates of nothing and bodies without end', () => {
    expect(duration(spoil(json(), 'bandwidth(rate=0)'))).toBe(Buffer.byteLength(JSON_BODY) * 1000);
    const long: Reply = { ...json(), frames: [{ wait: 0, bytes: 'x'.repeat(1_000_000) }] };
    expect(spoil(long, 'bandwidth(rate=1)').frames.length).toBeLessThanOrEqual(20_001);
  });
});
