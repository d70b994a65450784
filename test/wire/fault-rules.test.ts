import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/exchange/fault-rule.ts';
import type { Mock } from '../../src/mock.ts';
import { OptionError } from '../../src/resolve-options.ts';
import { ask, type Body, DOOR_NAMES, mockOf, post } from '../support/wire.ts';

/** What a request got: its fault by header, or `-`. */
async function fault(mock: Mock, body: Body = {}, headers: Record<string, string> = {}, session = 'default') {
  const response = await post(mock, 'anthropic', ask('anthropic', body), { 'x-mock-session': session, ...headers });
  return (response.headers['x-mock-fault'] as string | undefined) ?? '-';
}

const OVERLOADED = 'error(type=overloaded)';
const CALL = { type: 'tool_use', id: 'toolu_1', name: 'search', input: {} };
const RESULT = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'Found.' };
const SECOND_TURN = {
  messages: [
    { role: 'user', content: 'Search.' },
    { role: 'assistant', content: [CALL] },
    { role: 'user', content: [RESULT] },
  ],
};

describe('who decides about the faults of a request', () => {
  test('is the header, before the stub, before rules, before the option', async () => {
    const mock = mockOf({ faults: ['latency(for=0)'] });
    expect(await fault(mock)).toBe('latency');
    mock.fault('truncate(after=10 bytes)');
    expect(await fault(mock)).toBe('truncate');
    mock.stub({ respond: { text: 'Hi', faults: 'slow(per=0); latency(for=0)' } });
    expect(await fault(mock)).toBe('slow, latency');
    expect(await fault(mock, {}, { 'x-mock-fault': OVERLOADED })).toBe('error');
    mock.clearFaults();
    mock.stubs.clear();
    expect(await fault(mock)).toBe('latency');
  });

  test('may say that there shall be none', async () => {
    const mock = mockOf({ faults: [OVERLOADED] });
    expect(await fault(mock, {}, { 'x-mock-fault': 'none' })).toBe('-');
    mock.fault({ faults: 'none', when: { stream: true } });
    expect([await fault(mock, { stream: true }), await fault(mock)]).toEqual(['-', 'error']);
    mock.stub({ respond: { text: 'Hi', faults: 'none' } });
    expect(await fault(mock)).toBe('-');
  });
});

describe('a rule', () => {
  test.each<[string, FaultRule['when'], Body, Body]>([
    ['the second turn of a tool loop', { turn: 2 }, SECOND_TURN, {}],
    ['one model', { model: '*haiku*' }, { model: 'claude-haiku-4-5' }, {}],
    ['streams', { stream: true }, { stream: true }, {}],
    ['answers to a tool', { toolResult: { tool: 'search' } }, SECOND_TURN, {}],
  ])('is only for %s', async (_what, when, fits, other) => {
    const mock = mockOf();
    mock.fault({ faults: OVERLOADED, ...(when ? { when } : {}) });
    expect([await fault(mock, fits), await fault(mock, other), await fault(mock, fits)]).toEqual([
      'error',
      '-',
      'error',
    ]);
  });

  test.each(DOOR_NAMES)('acts in every dialect (%s)', async (door) => {
    const mock = mockOf();
    mock.fault({ faults: 'truncate(after=10 bytes)', next: 1 });
    expect((await post(mock, door, ask(door))).text).toHaveLength(10);
    expect(JSON.parse((await post(mock, door, ask(door))).text)).toMatchObject({ type: 'message' });
  });

  test('neither counts nor spoils what is refused anyway, and other endpoints', async () => {
    const mock = mockOf();
    mock.fault({ faults: OVERLOADED, next: 1 });
    expect(await fault(mock, { messages: [] })).toBe('-');
    await mock.fetch('http://mock/v1/models', { headers: { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' } });
    expect(mock.faults.list()).toMatchObject([{ fitted: 0, acted: 0 }]);
    expect(await fault(mock)).toBe('error');
  });

  test('counts a request about which its header decides, and does not claim to have acted', async () => {
    const mock = mockOf();
    mock.fault({ faults: OVERLOADED, next: 2 });
    expect(await fault(mock, {}, { 'x-mock-fault': 'none' })).toBe('-');
    expect([await fault(mock), await fault(mock)]).toEqual(['error', '-']);
    expect(mock.faults.list()).toMatchObject([{ fitted: 2, acted: 1 }]);
  });

  test('may be for requests by their headers', async () => {
    const mock = mockOf();
    mock.fault({ faults: OVERLOADED, when: { header: { 'x-case': 'a' } }, every: 2 });
    const cases = ['a', 'b', 'b', 'a', 'a', 'a'];
    const got: string[] = [];
    for (const value of cases) got.push(await fault(mock, {}, { 'x-case': value }));
    expect(got).toEqual(['-', '-', '-', 'error', '-', 'error']);
  });

  test('belongs to its session, and goes with it', async () => {
    const mock = mockOf();
    const session = mock.session('a');
    session.fault(OVERLOADED);
    expect([await fault(mock, {}, {}, 'a'), await fault(mock)]).toEqual(['error', '-']);
    session.reset();
    expect(await fault(mock, {}, {}, 'a')).toBe('-');
    expect(session.faults.size).toBe(0);
  });

  test('is told by the journal with what it did', async () => {
    const mock = mockOf();
    mock.fault({ faults: ['no-stop', 'truncate(after=5 bytes)'], every: 2 });
    await fault(mock);
    await fault(mock);
    expect(mock.requests().map(({ faults, outcome }) => ({ faults, outcome }))).toEqual([
      { faults: [], outcome: 'completed' },
      { faults: ['no-stop', expect.stringMatching(/^truncate\(after=5 bytes/)], outcome: 'completed' },
    ]);
  });
});

describe('faults as an option', () => {
  test('spoil every reply', async () => {
    const mock = mockOf({ faults: ['latency(for=0)', 'truncate(after=7 bytes)'] });
    expect((await post(mock, 'anthropic', ask('anthropic'))).text).toHaveLength(7);
  });

  test('are read when the mock is made', () => {
    expect(() => mockOf({ faults: ['reset', 'stal'] })).toThrow(OptionError);
    expect(() => mockOf({ faults: ['reset', 'stal'] })).toThrow(/^option faults: at character 1: .*"stall"/);
    expect(() => mockOf({ faults: 'reset' as unknown as string[] })).toThrow(/expected a list of texts/);
  });
});

describe('the same seed and the same requests', () => {
  const RULES: FaultRule[] = [
    { faults: 'truncate(after=20 bytes)', probability: 0.3 },
    { faults: 'slow(per=1ms, jitter=1)', probability: 0.5, when: { stream: true } },
    { faults: OVERLOADED, every: 4, when: { text: 'one' }, times: 2 },
  ];
  const body = (text: string, stream: boolean): Body => ({ stream, messages: [{ role: 'user', content: text }] });
  const REQUESTS = ['one', 'two', 'one', 'one', 'three', 'one', 'two', 'one', 'one', 'one', 'two', 'one'].map(
    (text, n) => body(text, n % 3 === 0),
  );

  /** What a client saw of all requests: faults, statuses and bytes. */
  async function seen(mock: Mock, session = 'default', requests: readonly Body[] = REQUESTS) {
    const replies: [status: number, faults: string | undefined, text: string][] = [];
    for (const [n, request] of requests.entries()) {
      const headers = { 'x-mock-session': session, ...(n === 4 ? { 'x-mock-fault': 'no-stop' } : {}) };
      const { status, text, headers: got } = await post(mock, 'anthropic', ask('anthropic', request), headers);
      replies.push([status, got['x-mock-fault'], text]);
    }
    return replies;
  }

  /** The pauses of the replies as they were planned: what faults draw by chance. */
  const dues = (mock: Mock, session = 'default') =>
    mock
      .session(session)
      .requests()
      .map(({ response }) => response.events?.map(({ due }) => due));

  test('get the same faults', async () => {
    const [one, other] = [mockOf(), mockOf()];
    for (const mock of [one, other]) mock.fault(...RULES);
    const first = await seen(one);
    expect(first.filter(([, faults]) => faults !== undefined).length).toBeGreaterThan(3);
    expect(await seen(other)).toEqual(first);
    expect(dues(other)).toEqual(dues(one));
    expect(other.faults.schedule.rules()).toEqual(one.faults.schedule.rules());
  });

  test('get others by another seed', async () => {
    const [one, other] = [mockOf(), mockOf({ seed: 'other' })];
    for (const mock of [one, other]) mock.fault(...RULES);
    await seen(one);
    await seen(other);
    expect(other.faults.schedule.rules()).not.toEqual(one.faults.schedule.rules());
  });

  test('get them again by the exported schedule, posted to a fresh session', async () => {
    const mock = mockOf();
    mock.fault(...RULES);
    const first = await seen(mock);
    const schedule = await (await mock.fetch('http://127.0.0.1/_mock/faults/schedule')).text();
    const posted = await mock.fetch('http://127.0.0.1/t/again/_mock/faults/rules', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: schedule,
    });
    expect(posted.status).toBe(201);
    expect(await seen(mock, 'again')).toEqual(first);
    expect(dues(mock, 'again')).toEqual(dues(mock));
    expect({ rules: mock.session('again').faults.schedule.rules() }).toEqual(JSON.parse(schedule));
  });

  test('get them again whatever the rules and the requests were', async () => {
    const rule = fc.record(
      {
        faults: fc.constantFrom('truncate(after=9 bytes)', 'no-stop', OVERLOADED, 'none'),
        every: fc.integer({ min: 1, max: 3 }),
        next: fc.integer({ min: 1, max: 5 }),
        probability: fc.double({ min: 0, max: 1, noNaN: true }),
        when: fc.constantFrom({ stream: true }, { text: 'one' }, { nth: { min: 2 } }),
      },
      { requiredKeys: ['faults'] },
    );
    const request = fc.record({ text: fc.constantFrom('one', 'two'), stream: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(rule, { minLength: 1, maxLength: 3 }),
        fc.array(request, { minLength: 1, maxLength: 8 }),
        async (rules, asked) => {
          const mock = mockOf();
          const requests = asked.map(({ text, stream }) => body(text, stream));
          mock.fault(...rules);
          const first = await seen(mock, 'default', requests);
          mock.session('again').fault(...mock.faults.schedule.rules());
          expect(await seen(mock, 'again', requests)).toEqual(first);
        },
      ),
      { numRuns: 15 },
    );
  });
});
