import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CassetteSettings } from '../../src/cassettes/cassette-settings.ts';
import type { Recording } from '../../src/cassettes/recording.ts';
import { editCassette } from '../../src/cassettes/store/edit-cassette.ts';
import { folderOf } from '../../src/cassettes/store/folder-of.ts';
import type { Options } from '../../src/config.ts';
import type { Mock, MockParts } from '../../src/mock.ts';
import { VirtualClock } from '../../src/virtual-clock.ts';
import { recordingOf } from '../cassettes/recording-of.ts';
import { call, type House } from '../control/house.ts';
import { leapingClock } from '../support/clocks.ts';
import { folderWith, write } from '../support/folder.ts';
import { ask, mockOf, post } from '../support/wire.ts';

const message = (text: string) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-6',
  content: [{ type: 'text', text, citations: null }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 3, output_tokens: 2 },
});

/** A recorded JSON answer to a question. */
function answer(question: string, text: string, more: Partial<Recording> = {}): Recording {
  const body = Buffer.from(JSON.stringify(message(text)));
  const recording = recordingOf(question, {
    body: ask('anthropic', { messages: [{ role: 'user', content: question }] }),
  });
  const chunks = [
    { at: 100, bytes: 10 },
    { at: 400, bytes: body.length - 10 },
  ];
  return {
    ...recording,
    response: { ...recording.response, body, chunks },
    polly: { id: question, order: 0 },
    ...more,
  };
}

/** A mock that replays a cassette with these recordings. */
async function playing(
  recordings: readonly Recording[],
  more: Partial<Options> = {},
  { settings, ...parts }: MockParts & { settings?: CassetteSettings } = {},
): Promise<Mock> {
  const cassettes = folderWith();
  const ordered = recordings.map((one, index) => ({ ...one, polly: { id: one.polly.id, order: index } }));
  await editCassette(cassettes, 'talk', () => ordered, { private: false });
  if (settings) write(join(folderOf(cassettes, 'talk'), 'cassette.json'), JSON.stringify(settings));
  return mockOf({ mode: 'replay', cassette: 'talk', cassettes, ...more }, parts);
}

const questionOf = (text: string) => ask('anthropic', { messages: [{ role: 'user', content: text }] });

async function say(mock: Mock, text: string, headers: Record<string, string> = {}): Promise<string> {
  const reply = await post(mock, 'anthropic', questionOf(text), headers);
  return reply.status === 200 ? JSON.parse(reply.text).content[0].text : `${reply.status}`;
}

const TWO = [answer('again?', 'first'), answer('again?', 'second')];

describe('a sequence', () => {
  test.each([
    ['repeat-last', ['first', 'second', 'second', 'second']],
    ['cycle', ['first', 'second', 'first', 'second']],
    ['exhaust', ['first', 'second', '404', '404']],
  ] as const)('comes in order, and then: %s', async (repeat, expected) => {
    const mock = await playing(TWO, { repeat });
    const heard: string[] = [];
    for (let turn = 0; turn < 4; turn++) heard.push(await say(mock, 'again?'));
    expect(heard).toEqual(expected);
  });

  test('is as its cassette says, whatever the option', async () => {
    const mock = await playing(TWO, {}, { settings: { repeat: 'cycle' } });
    for (const expected of ['first', 'second', 'first']) expect(await say(mock, 'again?')).toBe(expected);
  });

  test('is at its own place in every session, and begins again with a reset or when it is rewound', async () => {
    const mock = await playing(TWO);
    expect(await say(mock, 'again?')).toBe('first');
    expect(await say(mock, 'again?', { 'x-mock-session': 'other' })).toBe('first');
    expect(await say(mock, 'again?')).toBe('second');
    const house: House = Object.assign(mock, { bugs: [] });
    expect((await call(house, 'post', '/_mock/cassettes/rewind')).body).toEqual({ session: 'default' });
    expect(await say(mock, 'again?')).toBe('first');
    expect(await say(mock, 'again?', { 'x-mock-session': 'other' })).toBe('second');
    mock.reset();
    expect(await say(mock, 'again?')).toBe('first');
  });
});

describe('GET /_mock/cassettes', () => {
  test('tells of every cassette which recordings nobody asked for; the file for that lists the others', async () => {
    const usedFile = join(folderWith(), 'used.jsonl');
    const mock = await playing([...TWO, answer('and this?', 'third')], { usedFile });
    await say(mock, 'and this?');
    await say(mock, 'and this?', { 'x-mock-session': 'other' });
    const { body } = await call(Object.assign(mock, { bugs: [] }), 'get', '/_mock/cassettes');
    expect(body).toEqual({
      directory: mock.options.cassettes,
      cassettes: [{ name: 'talk', recordings: 3, unused: ['talk#1', 'talk#2'] }],
      problems: [],
    });
    expect(readFileSync(usedFile, 'utf8')).toBe('{"cassette":"talk","entry":"and this?","order":2}\n');
  });
});

describe('time', () => {
  test('is that of the recording, at the speed that was asked for', async () => {
    for (const [replaySpeed, expected] of [
      [0, []],
      [1, [100, 300]],
      [2, [50, 150]],
    ] as const) {
      const clock = leapingClock();
      expect(await say(await playing(TWO, { replaySpeed }, { clock }), 'again?')).toBe('first');
      expect(clock.waits.map(Math.round)).toEqual(expected);
    }
  });

  test('expires recordings, with a warning or as if they were not there', async () => {
    const old = answer('old?', 'yes', { startedAt: '2026-10-01T00:00:00.000Z' });
    const young = answer('young?', 'yes', { startedAt: '2026-11-10T00:00:00.000Z' });
    const clock = new VirtualClock(leapingClock());
    clock.freeze(Date.UTC(2026, 10, 20));
    const warning = await playing([old, young], { expires: '30d' }, { clock });
    expect((await post(warning, 'anthropic', questionOf('young?'))).headers['x-mock-warning']).toBeUndefined();
    const { status, headers } = await post(warning, 'anthropic', questionOf('old?'));
    expect([status, headers['x-mock-warning']]).toEqual([200, 'Recording talk#1 is 50 days old, which is expired.']);
    expect(warning.requests().at(-1)!.cassette!.notes).toEqual([headers['x-mock-warning']]);
    const refusing = await playing(
      [old, young],
      { expires: '30d', expired: 'refuse', mode: 'auto' },
      { clock, ci: false },
    );
    const refused = JSON.parse((await post(refusing, 'anthropic', questionOf('old?'))).text);
    expect(refused.mock).toEqual({ code: 'recording_expired', recording: 'talk#1' });
  });

  test('an age that is none is refused when the mock is made', () => {
    expect(() => mockOf({ expires: 'soon' })).toThrow(/option expires: expected an age such as 30d/);
  });
});

describe('a replay', () => {
  test('tells of an agent that goes in circles', async () => {
    const tools = [{ name: 'search', input_schema: { type: 'object' } }];
    const use = (id: string) => ({ type: 'tool_use', id, name: 'search', input: { query: 'rivers' } });
    const body = Buffer.from(JSON.stringify({ ...message(''), content: [use('toolu_9')], stop_reason: 'tool_use' }));
    const result = (id: string) => [{ type: 'tool_result', tool_use_id: id, content: 'nothing' }];
    const calling = (content: unknown): Recording => {
      const { request, response, ...rest } = answer('', '');
      const asked = ask('anthropic', { messages: [{ role: 'user', content }] });
      const chunks = [{ at: 1, bytes: body.length }];
      return { ...rest, request: { ...request, body: asked }, response: { ...response, body, chunks } };
    };
    const mock = await playing([calling('Search.'), calling(result('toolu_0'))], { match: 'last-turn' });
    const messages: unknown[] = [{ role: 'user', content: 'Search.' }];
    const warnings: (string | undefined)[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const reply = await post(mock, 'anthropic', ask('anthropic', { tools, messages }));
      warnings.push(reply.headers['x-mock-warning']);
      const id = `toolu_${turn}`;
      messages.push({ role: 'assistant', content: [use(id)] }, { role: 'user', content: result(id) });
    }
    expect(warnings.slice(0, 2)).toEqual([undefined, undefined]);
    expect(warnings.at(-1)).toContain('search');
  });

  test('is refused with the reason where its cassette cannot be read, and works once that is mended', async () => {
    const cassettes = folderWith();
    await editCassette(cassettes, 'talk', () => TWO.slice(0, 1), { private: false });
    const settings = join(folderOf(cassettes, 'talk'), 'cassette.json');
    write(settings, '{"mach": "strict"}');
    const mock = mockOf({ mode: 'replay', cassette: 'talk', cassettes });
    const refused = await post(mock, 'anthropic', questionOf('again?'));
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text)).toMatchObject({ mock: { code: 'broken_cassette' } });
    expect(refused.text).toContain('match');
    write(settings, '{"match": "strict"}');
    expect(await say(mock, 'again?')).toBe('first');
  });
});
