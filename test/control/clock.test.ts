import { describe, expect, test } from 'vitest';
import { leapingClock } from '../support/clocks.ts';
import { call, houseOf, say } from './house.ts';

describe('the clock', () => {
  test('is frozen at a date, advanced, and let go', async () => {
    const house = houseOf();
    const post = async (deed: string, body?: object) =>
      (await call(house, 'post', `/_mock/clock/${deed}`, { body })).body;
    expect((await call(house, 'get', '/_mock/clock')).body).toEqual({ now: '1970-01-01T00:00:00.000Z', frozen: false });
    const at = '2030-06-01T12:00:00+02:00';
    expect(await post('freeze', { at })).toEqual({ now: '2030-06-01T10:00:00.000Z', frozen: true });
    expect(await post('advance', { ms: 1500 })).toEqual({ now: '2030-06-01T10:00:01.500Z', frozen: true });
    expect(await post('resume')).toEqual({ now: '2030-06-01T10:00:01.500Z', frozen: false });
    expect(await post('freeze')).toEqual({ now: '2030-06-01T10:00:01.500Z', frozen: true });
  });

  test('dates what the journal remembers', async () => {
    const house = houseOf();
    await call(house, 'post', '/_mock/clock/freeze', { body: { at: '2030-06-01T12:00:00Z' } });
    await say(house, 'hello');
    const { requests } = (await call(house, 'get', '/_mock/requests')).body;
    expect(requests[0].at).toBe('2030-06-01T12:00:00.000Z');
  });

  test('that is frozen holds a paced reply back until it is advanced', async () => {
    const house = houseOf({ ttft: 60_000 }, { clock: leapingClock() });
    await call(house, 'post', '/_mock/clock/freeze');
    let answered = false;
    const reply = say(house, 'hello').then((response) => {
      answered = true;
      return response.status;
    });
    // Calls that come back were made after the message, which therefore waits by then.
    for (let n = 0; n < 5; n++) await call(house, 'post', '/_mock/clock/advance', { body: { ms: 1000 } });
    expect(answered).toBe(false);
    await call(house, 'post', '/_mock/clock/advance', { body: { ms: 60_000 } });
    expect(await reply).toBe(200);
  });

  test.each([
    ['freeze', { at: 'tomorrow' }],
    ['freeze', { at: '2030-01-01' }],
    ['freeze', { at: 1_800_000_000_000 }],
    ['freeze', { on: '2030-01-01T00:00:00Z' }],
    ['freeze', []],
    ['advance', { ms: -1 }],
    ['advance', { ms: 1e300 }],
    ['advance', { ms: null }],
    ['advance', {}],
  ])('refuses %s %j', async (deed, body) => {
    const house = houseOf();
    const { status, body: answer } = await call(house, 'post', `/_mock/clock/${deed}`, { body });
    expect([status, typeof answer.error.hint]).toEqual([400, 'string']);
    expect((await call(house, 'get', '/_mock/clock')).body.frozen).toBe(false);
  });
});
