import { describe, expect, test } from 'vitest';
import { chopBy } from '../../src/message/chop.ts';
import { disassemble } from '../../src/message/disassemble.ts';
import { encodeEvent } from '../../src/message/sse.ts';
import type { Reply } from '../../src/reply.ts';
import { readEvents } from '../support/sse.ts';
import { bodyOf, EVENTS, FORMS, instant, JSON_BODY, json, left, paced, RICH, spoil, timeline } from './forms.ts';

const RICH_EVENTS = disassemble(RICH, chopBy(1)).map(encodeEvent);
const RICH_JSON = JSON.stringify(RICH);
const rich = {
  json: (): Reply => ({ ...json(), frames: [{ wait: 0, bytes: RICH_JSON }] }),
  instant: (): Reply => ({ ...instant(), frames: [{ wait: 0, bytes: RICH_EVENTS.join('') }] }),
  paced: (): Reply => ({ ...paced(), frames: RICH_EVENTS.map((bytes) => ({ wait: 10, bytes })) }),
};
const RICH_STREAMS = [
  ['instant', rich.instant],
  ['paced', rich.paced],
] as const;

/** What leaves of a reply before a place. */
const upTo = (reply: Reply, place: string): Buffer => bodyOf(spoil(reply, `truncate(after=${place})`).frames);
const lastOf = (reply: Reply, place: string) => readEvents(upTo(reply, place).toString()).at(-1);

describe('the place', () => {
  test.each(RICH_STREAMS)('thinking is behind the first thinking block: %s', (_, form) => {
    const events = readEvents(upTo(form(), 'thinking').toString());
    expect(events.at(-1)).toEqual({ type: 'content_block_stop', index: 0 });
    expect(events.filter(({ type }) => type === 'content_block_stop')).toHaveLength(1);
  });

  test('thinking is behind the thinking block, even if others come before it', () => {
    const turned = { ...RICH, content: [RICH.content[1]!, RICH.content[0]!] };
    const reply = {
      ...instant(),
      frames: [{ wait: 0, bytes: disassemble(turned, chopBy(1)).map(encodeEvent).join('') }],
    };
    expect(lastOf(reply, 'thinking')).toEqual({ type: 'content_block_stop', index: 1 });
  });

  test.each(RICH_STREAMS)('content is before message_delta: %s', (_, form) => {
    expect(lastOf(form(), 'content')).toEqual({ type: 'content_block_stop', index: 2 });
  });

  test.each(RICH_STREAMS)('half-argument is amid the arguments of the first call: %s', (_, form) => {
    const events = readEvents(upTo(form(), 'half-argument').toString());
    const said = events.map((event) =>
      event.type === 'content_block_delta' && event.delta.type === 'input_json_delta' ? event.delta.partial_json : '',
    );
    const whole = JSON.stringify({ city: 'Köln', unit: 'celsius' });
    expect(whole.startsWith(said.join(''))).toBe(true);
    expect(said.join('').length).toBeGreaterThan(5);
    expect(said.join('').length).toBeLessThan(whole.length - 5);
  });

  test('half-argument is amid the input of a JSON body', () => {
    expect(upTo(rich.json(), 'half-argument').toString()).toMatch(/"input":\{"city":"Köln"[^}]*$/);
  });

  test.each(Object.entries(FORMS))('half-event is amid an event: %s', (name, form) => {
    const body = upTo(form(), 'half-event').toString();
    if (name === 'json') expect(JSON_BODY.startsWith(body)).toBe(true);
    else expect(body.startsWith(EVENTS.slice(0, EVENTS.length >> 1).join(''))).toBe(true);
    expect(body).toMatch(/[^\n]$/);
    expect(body.length).toBeGreaterThan(100);
  });

  test.each(Object.entries(FORMS))('half-character is amid a character: %s', (_, form) => {
    const body = upTo(form(), 'half-character');
    expect(body.at(-1)).toBe(0xc3);
    expect(body.toString()).toMatch(/Gr\ufffd$/);
  });

  test.each(Object.entries(rich))('half-escape is behind a backslash: %s', (_, form) => {
    expect(upTo(form(), 'half-escape').toString()).toMatch(/^[^\\]+\\$/s);
  });

  test('end is behind everything', () => {
    expect(timeline(spoil(json(), 'stall(after=end, for=1s)'))).toEqual([
      [0, JSON_BODY],
      [1000, ''],
    ]);
    expect(left(spoil(paced(), 'reset(after=end)'))).toEqual({ body: EVENTS.join(''), end: 'reset' });
  });

  test.each(Object.entries(FORMS))('nothing holds the headers back, headers lets them go: %s', (_, form) => {
    for (const fault of ['stall', 'reset', 'close', 'truncate']) {
      expect(spoil(form(), `${fault}(after=nothing)`).opening).toBe('held');
      expect(spoil(form(), `${fault}(after=headers)`).opening).toBe('at once');
      expect(spoil(form(), `${fault}(after=0 events)`).opening).toBeUndefined();
    }
    expect(left(spoil(form(), 'close(after=headers)'))).toEqual({ body: '', end: 'end' });
  });

  test.each(['nothing', 'headers'])('%s gives no headers to what is no HTTP', (place) => {
    expect(spoil(json(), `garbage; truncate(after=${place})`).opening).toBe('never');
  });

  test.each([
    ['thinking', json],
    ['thinking', instant],
    ['half-argument', json],
    ['half-argument', instant],
    ['content', json],
    ['half-escape', instant],
  ] as const)('%s does nothing where there is none', (place, form) => {
    for (const fault of ['stall', 'reset', 'close', 'truncate', 'error-event']) {
      const reply = form();
      expect(spoil(reply, `${fault}(after=${place})`)).toBe(reply);
    }
  });
});

test.each(['thinking', 'half-argument', 'content'])('an error event can come after %s', (place) => {
  const events = readEvents(left(spoil(rich.instant(), `error-event(type=529, after=${place})`)).body);
  expect(events.slice(0, -1)).toEqual(readEvents(upTo(rich.instant(), place).toString()));
  expect(events.at(-1)).toEqual({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } });
});
