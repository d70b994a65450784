import { describe, expect, test } from 'vitest';
import { replyViolations } from '../../src/contract/validator.ts';
import { errorNames, findError } from '../../src/error-names.ts';
import { ERRORS } from '../../src/errors.ts';
import { readEvents } from '../support/sse.ts';
import { ask, DOOR_NAMES, type DoorName, mockOf, post, refusalOf } from '../support/wire.ts';
import { FORMS, spoil } from './forms.ts';

const NEW_YEAR = Date.UTC(2026, 0, 1);

/** What a client gets that asks for a fault. */
const refused = (door: DoorName, faults: string, changes = {}) => {
  const mock = mockOf();
  mock.clock.freeze(NEW_YEAR);
  return refusalOf(mock, door, ask(door, changes), { 'x-mock-fault': faults });
};

describe('error', () => {
  test.each(errorNames())('refuses with %s in the envelope of each dialect', async (name) => {
    const { status, type } = ERRORS[findError(name)!.code];
    for (const door of DOOR_NAMES) {
      for (const stream of [false, true]) {
        const refusal = await refused(door, `error(type=${name})`, { stream });
        expect(refusal.status).toBe(status);
        expect(refusal.headers).toMatchObject({ 'content-type': 'application/json', 'x-mock-fault': 'error' });
        expect(refusal.body).toMatchObject({ type: 'error', error: { message: expect.stringMatching(/./) } });
        if (door !== 'openrouter') expect(refusal.body.error['type']).toBe(type);
        expect(await replyViolations(door, 'error', refusal.body)).toEqual([]);
      }
    }
  });

  test('knows statuses that have no name', async () => {
    expect(await refused('anthropic', 'error(type=522)')).toMatchObject({
      status: 522,
      body: { error: { type: 'api_error' } },
    });
  });

  test.each([
    ['in whole seconds, rounded up', 'retry-after=1500ms', { 'retry-after': '2' }],
    ['as a date by the clock', 'retry-after=90s, as=date', { 'retry-after': 'Thu, 01 Jan 2026 00:01:30 GMT' }],
    ['as a date that is not too early', 'retry-after=1ms, as=date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:01 GMT' }],
    ['in milliseconds', 'retry-after=250ms, as=ms', { 'retry-after-ms': '250' }],
    ['against all custom', 'should-retry=false', { 'x-should-retry': 'false' }],
  ])('asks to try again later %s', async (_, options, headers) => {
    const refusal = await refused('openrouter', `error(type=429, ${options})`);
    expect(refusal.status).toBe(429);
    expect(refusal.headers).toMatchObject(headers);
    expect(Object.keys(refusal.headers).filter((name) => name.includes('retry'))).toEqual(Object.keys(headers));
  });

  test('asks nothing unless it is told to', async () => {
    const { headers } = await refused('anthropic', 'error(type=rate_limit)');
    expect(Object.keys(headers).filter((name) => name.includes('retry'))).toEqual([]);
  });

  test('says what it is told to say', async () => {
    expect((await refused('anthropic', 'error(message="Ende, aus")')).body.error).toEqual({
      type: 'overloaded_error',
      message: 'Ende, aus',
    });
  });

  test('is itself spoiled by the faults beside it, before it or behind it', async () => {
    const mock = mockOf();
    for (const faults of ['truncate(after=9 bytes); error', 'error; truncate(after=9 bytes)']) {
      const { status, text, headers } = await post(mock, 'anthropic', ask('anthropic'), { 'x-mock-fault': faults });
      expect([status, text]).toEqual([529, '{"type":"']);
      expect(headers['x-mock-fault']).toBe(faults.replace(/[(].*?[)]/, '').replace(';', ','));
    }
  });

  test('of several, the first refuses', async () => {
    expect((await refused('anthropic', 'error(type=500); error(type=404)')).status).toBe(500);
  });

  test('of a stub refuses too, and is told by the journal', async () => {
    const mock = mockOf();
    mock.stub({ when: {}, respond: { text: 'Never said.', faults: 'error(type=billing)' } });
    expect((await refusalOf(mock, 'anthropic', ask('anthropic'))).status).toBe(402);
    expect(mock.journal.list().map(({ response }) => response.status)).toEqual([402]);
  });
});

describe('error-event', () => {
  test.each([
    ['anthropic', { type: 'rate_limit_error' }],
    ['openrouter', { type: 'rate_limit_error', error_type: 'rate_limit_exceeded' }],
    ['llm-router', { type: 'rate_limit_error' }],
  ] as const)('speaks the dialect: %s', async (door, error) => {
    const { status, text } = await post(mockOf(), door, ask(door, { stream: true }), {
      'x-mock-fault': 'error-event(type=429, after=2 events, message=Slow down)',
    });
    expect(status).toBe(200);
    const last = readEvents(text).at(-1)!;
    expect(last).toEqual({ type: 'error', error: { ...error, message: 'Slow down' } });
    expect(await replyViolations(door, 'stream-event', last)).toEqual([]);
  });
});

describe('bad-gateway', () => {
  test.each(Object.entries(FORMS))('is a page in place of the reply: %s', (name, form) => {
    const reply = spoil({ ...form(), headers: { ...form().headers, 'x-mock-source': 'synthetic' } }, 'bad-gateway');
    expect(reply.status).toBe(502);
    expect(reply.headers).toEqual({ server: 'edge', 'content-type': 'text/html', 'x-mock-source': 'synthetic' });
    expect(reply.frames).toEqual([
      { wait: name === 'paced' ? 10 : 0, bytes: expect.stringMatching(/^<html>.*502 Bad Gateway.*<\/html>\r\n$/s) },
    ]);
  });

  test('has other statuses', () => {
    expect(spoil(FORMS.json(), 'bad-gateway(status=504)')).toMatchObject({
      status: 504,
      frames: [{ bytes: expect.stringContaining('<h1>504 Gateway Time-out</h1>') }],
    });
  });

  test.each(DOOR_NAMES)('hides the service behind it: %s', async (door) => {
    const { status, text, headers } = await post(mockOf(), door, ask(door, { stream: true }), {
      'x-mock-fault': 'bad-gateway',
    });
    expect([status, headers['content-type'], text.slice(0, 6)]).toEqual([502, 'text/html', '<html>']);
    expect(headers).not.toHaveProperty('request-id');
    expect(headers).not.toHaveProperty('x-generation-id');
    expect(headers).toMatchObject({ 'x-mock-fault': 'bad-gateway', 'content-length': String(text.length) });
  });
});
