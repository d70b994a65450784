import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReplies } from '../../../src/cassettes/compared/compare-replies.ts';
import type { Difference } from '../../../src/cassettes/compared/difference.ts';
import { chopBy } from '../../../src/message/chop.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import type { StreamEvent } from '../../../src/message/events.ts';
import type { ContentBlock } from '../../../src/message/message.ts';
import { anyMessage, message } from '../../support/messages.ts';
import { eventText, json, stream, streamText } from '../replay/recorded.ts';

const told = (found: readonly Difference[]) => found.map(({ kind, where }) => `${kind} ${where}`.trim());
const call = (input: Record<string, unknown>, name = 'weather'): ContentBlock => ({
  type: 'tool_use',
  id: 'toolu_1',
  name,
  input,
});
const text = (words: string): ContentBlock => ({ type: 'text', text: words });
const error = (type: string, words = 'no') => json({ type: 'error', error: { type, message: words } }, { status: 500 });

/** Events of a message, changed. */
function events(change: (events: StreamEvent[]) => unknown[]) {
  return stream(eventText(change(disassemble(message(), (words) => [words])) as StreamEvent[]));
}

describe('two replies to the same request', () => {
  test('do not differ in what is new with every reply, in how they were cut, or in pings', () => {
    fc.assert(
      fc.property(anyMessage, (one) => {
        const other = { ...one, id: 'msg_other' };
        expect(compareReplies(json(one), json(other))).toEqual([]);
        const pieces = disassemble(other, chopBy(1)).filter(({ type }) => type !== 'ping');
        const asked = { request: { body: { stream: true } } };
        const streamed = stream(streamText(one), asked);
        expect(compareReplies(streamed, stream(eventText(pieces), asked))).toEqual([]);
      }),
    );
    const thinking = (signature: string) =>
      json(message({ content: [{ type: 'thinking', thinking: 'Hm.', signature }] }), {
        headers: [['request-id', signature]],
      });
    expect(compareReplies(thinking('a'), thinking('b'))).toEqual([]);
  });

  test('compare as messages where one was asked to stream and the other was not', () => {
    const streamed = stream(streamText(message()), { request: { body: { stream: true } } });
    expect(told(compareReplies(streamed, json(message())))).toEqual([]);
    const both = { request: { body: { stream: true } } };
    expect(told(compareReplies(streamed, json(message(), both)))).toEqual(['form']);
  });

  test.each([
    ['text', { content: [text('Hello here.')] }, 'text /content/0/text'],
    ['the reason', { stop_reason: 'refusal' as const }, 'stop_reason /stop_reason'],
    ['usage', { usage: { input_tokens: 12, output_tokens: 4 } }, 'usage /usage/input_tokens'],
    ['the model', { model: 'claude-x' }, 'model /model'],
    ['a key that is new', { provider: 'somebody' }, 'shape reply /provider'],
    ['the type of a key', { stop_sequence: 3 as never, model: 3 as never }, 'shape reply /model'],
  ])('tell a change of %s by its kind', (_, changes, expected) => {
    expect(told(compareReplies(json(message()), json(message(changes))))).toContain(expected);
  });

  test('tell what is called, and with what', () => {
    const reply = (...content: ContentBlock[]) => json(message({ content }));
    const paris = reply(call({ city: 'Paris', days: [1, 2] }));
    expect(compareReplies(paris, reply(call({ city: 'Rome', days: [1, 2] })))).toEqual([
      { kind: 'tool input', where: '/content/0/input/city', before: 'Paris', after: 'Rome' },
    ]);
    // Keys of arguments are no shape.
    expect(told(compareReplies(paris, reply(call({ town: 'Paris', days: [1, 2] }))))).toEqual([
      'tool input /content/0/input/town',
      'tool input /content/0/input/city',
    ]);
    expect(compareReplies(paris, reply(text('Rain.'), call({ city: 'Paris' })))).toEqual([
      { kind: 'blocks', where: '/content', before: ['tool_use weather'], after: ['text', 'tool_use weather'] },
    ]);
    expect(told(compareReplies(paris, reply(call({ city: 'Paris', days: [1, 2] }, 'climate'))))).toEqual([
      'blocks /content',
    ]);
  });

  test('tell statuses, types of errors and their words apart', () => {
    expect(told(compareReplies(json(message()), error('api_error')))).toEqual(['status', 'error']);
    expect(compareReplies(error('api_error'), error('overloaded_error'))).toEqual([
      { kind: 'error', where: '/error/type', before: 'api_error', after: 'overloaded_error' },
    ]);
    expect(told(compareReplies(error('api_error'), error('api_error', 'No!')))).toEqual(['text /error/message']);
    const page = json('<html>', { status: 502 });
    expect(told(compareReplies(page, json('<p>', { status: 502 })))).toEqual(['text']);
    const cut = stream(streamText(message()).slice(0, 200), { broken: 'upstream cut' });
    expect(told(compareReplies(stream(streamText(message())), cut))).toContain('ending');
  });

  test('tell headers that are new or gone, and other types of content, not other values', () => {
    const withHeaders = (...headers: [string, string][]) => json(message(), { headers });
    const before = withHeaders(['content-type', 'application/json'], ['request-id', 'a'], ['retry-after', '1']);
    const after = withHeaders(['content-type', 'application/json; charset=utf-8'], ['request-id', 'b'], ['x-new', '1']);
    expect(told(compareReplies(before, after))).toEqual(['headers retry-after', 'headers x-new']);
    expect(told(compareReplies(withHeaders(['content-type', 'a/b']), withHeaders(['content-type', 'a/c'])))).toEqual([
      'headers content-type',
    ]);
  });

  test('tell the order of events, around blocks and in them', () => {
    const before = events((all) => all);
    const [start, ...rest] = disassemble(message(), (words) => [words]);
    expect(
      told(
        compareReplies(
          before,
          events(() => [start, { type: 'session_note' }, ...rest]),
        ),
      ),
    ).toEqual(['event order stream']);
    const cited = {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'citations_delta', citation: { type: 'x', cited_text: 'y' } },
    };
    const found = compareReplies(
      before,
      events((all) => all.toSpliced(3, 0, cited as StreamEvent)),
    );
    expect(told(found)).toContain('event order block text');
    expect(found.find(({ kind }) => kind === 'event order')).toMatchObject({
      before: 'text_delta',
      after: 'citations_delta, text_delta',
    });
  });

  test('tell keys of events that are new or gone', () => {
    const added = events((all) =>
      all.map((event) => (event.type === 'content_block_stop' ? { ...event, at: 1 } : event)),
    );
    expect(
      compareReplies(
        events((all) => all),
        added,
      ),
    ).toEqual([{ kind: 'shape', where: 'event content_block_stop /at', before: undefined, after: 'number' }]);
  });

  test('may have null on one side, as what was not said', () => {
    const [none, some] = [null, { type: 'refusal' }].map((stop_details) => json(message({ stop_details })));
    expect(told(compareReplies(none!, some!))).toEqual(['value /stop_details']);
    expect(told(compareReplies(some!, json(message({ stop_details: 'refusal' as never }))))).toContain(
      'shape reply /stop_details',
    );
  });

  test('may have more in a list, which is a value', () => {
    const [none, some] = [[], [{ a: 1 }]].map((list) => json(message({ list })));
    expect(told(compareReplies(none!, some!))).toEqual(['value /list/0']);
  });

  test.each([300, 3000, 50_000])('cost no stack, however deep a reply is nested: %i', (depth) => {
    const deep = (inner: string) => json(`{"a":${'['.repeat(depth)}${inner}${']'.repeat(depth)}}`);
    expect(told(compareReplies(deep('1'), deep('2')))).toEqual(['text']);
    expect(compareReplies(deep('1'), deep('1'))).toEqual([]);
  });

  test('may have any types and names, were they to name what JavaScript calls', () => {
    const odd = { toString: 1, valueOf: 2, constructor: 3 };
    const events = ['content_block_start', 'content_block_delta', odd].map((type) => ({
      type,
      index: 0,
      content_block: { type: odd, text: odd },
      delta: { type: odd },
    }));
    const text = events.map((event) => `event: x\ndata: ${JSON.stringify(event)}\n\n`).join('');
    const named = json(message({ content: [{ type: 'tool_use', id: 't', name: odd as never, input: {} }] }));
    const all = [stream(text), named, json(odd), json({ type: 'error', error: odd }, { status: 500 })];
    for (const one of all) for (const other of all) expect(compareReplies(one, other).length === 0).toBe(one === other);
  });

  test('tell the same from both sides, turned around', () => {
    fc.assert(
      fc.property(anyMessage, anyMessage, (one, other) => {
        const there = compareReplies(json(one), json(other));
        const back = compareReplies(json(other), json(one));
        const turned = back.map(({ kind, where, before, after }) => ({ kind, where, before: after, after: before }));
        const sorted = (found: Difference[]) => found.map((each) => JSON.stringify(each)).sort();
        expect(sorted(there.filter(({ kind }) => kind !== 'value'))).toEqual(
          sorted(turned.filter(({ kind }) => kind !== 'value')),
        );
      }),
    );
  });
});
