import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../../src/cassettes/replay/message-of.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import type { StreamEvent } from '../../../src/message/events.ts';
import { anyMessage, message } from '../../support/messages.ts';
import { eventText, json, recorded, stream, streamText } from './recorded.ts';

const call = message({
  content: [
    { type: 'thinking', thinking: 'Let me see.', signature: 'c2ln' },
    { type: 'text', text: 'Looking: überall.' },
    { type: 'tool_use', id: 'toolu_1', name: 'search', input: { query: 'bridges' } },
  ],
  stop_reason: 'tool_use',
});
const events = disassemble(call, (text) => [text.slice(0, 3), text.slice(3)]);
const without = (type: StreamEvent['type']) => stream(eventText(events.filter((event) => event.type !== type)));

describe('the message of a recording', () => {
  test('is the same in either form, whatever it says', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        const plain = messageOf(json(any));
        expect(plain).toEqual(JSON.parse(JSON.stringify(any)));
        expect(messageOf(stream(streamText(any)))).toEqual(plain);
      }),
    );
  });

  test('is put together once', () => {
    const recording = stream(eventText(events));
    expect(messageOf(recording)).toBe(messageOf(recording));
    expect(messageOf(recording)).toEqual(call);
  });

  test.each([
    ['comments', `: OPENROUTER PROCESSING\n\n${eventText(events)}`],
    ['lines that end with CR and LF', eventText(events).replaceAll('\n', '\r\n')],
    ['lines that end with CR', eventText(events).replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${eventText(events)}`],
    ['the sentinel', `${eventText(events)}data: [DONE]\n\n`],
    ['events of a kind to come', `event: news\ndata: tomorrow\n\n${eventText(events)}`],
    ['events of a kind to come, with JSON', `event: news\ndata: {"type":"news"}\n\n${eventText(events)}`],
    ['no event lines', eventText(events).replace(/^event: .*\n/gm, '')],
    ['no space behind the colon', eventText(events).replaceAll('data: ', 'data:')],
    [
      'blocks that open without their empty texts',
      eventText(events).replace('"thinking":"","signature":""', '"thinking":""').replace(',"text":""', ''),
    ],
    ['ids and retry times', `id: 1\nretry: 3\n${eventText(events)}`],
    ['data in several lines', eventText(events).replaceAll('"type":"ping"', '"type":\ndata: "ping"')],
  ])('is read in spite of %s', (_, text) => {
    expect(messageOf(stream(text))).toEqual(call);
  });

  test('of a model that does not sign its thoughts has an empty signature', () => {
    const unsigned = json({ ...call, content: [{ type: 'thinking', thinking: 'Hm.' }] });
    expect(messageOf(unsigned)?.content).toEqual([{ type: 'thinking', thinking: 'Hm.', signature: '' }]);
  });

  test('keeps what message_start counted when message_delta says null of it', () => {
    const text = eventText(events).replace(
      '"usage":{"input_tokens":10,"output_tokens":4}',
      '"usage":{"input_tokens":null,"output_tokens":4,"server_tool_use":null}',
    );
    expect(messageOf(stream(text))?.usage).toEqual({ input_tokens: 10, output_tokens: 4, server_tool_use: null });
  });

  test.each([
    ['a stream without message_stop', without('message_stop')],
    ['a stream without message_start', without('message_start')],
    ['a stream with a block that was never closed', without('content_block_stop')],
    ['a stream that broke off in the last event', stream(eventText(events).slice(0, -1))],
    [
      'a stream with an error event',
      stream(eventText([...events, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }])),
    ],
    ['a stream with an error event of another shape', stream(`${eventText(events)}event: error\ndata: no\n\n`)],
    [
      'a stream with broken JSON in an event that counts',
      stream(eventText(events).replace('data: {"type":"content_block_delta"', 'data: {"type":')),
    ],
    [
      'a stream with a delta that is none',
      stream(eventText(events).replace('"delta":{"type":"thinking_delta"', '"other":{"type":"thinking_delta"')),
    ],
    ['a stream with blocks out of number', stream(eventText(events).replaceAll('"index":2', '"index":4000000000'))],
    ['a stream of nothing', stream('')],
    ['a whole stream whose end is not certain', stream(eventText(events), { broken: 'client left' })],
    ['a whole message under a status of failure', json(call, { status: 500 })],
    ['an error', json({ type: 'error', error: { type: 'api_error', message: 'no' } })],
    ['broken JSON', json('{"type":"message"')],
    ['JSON of another kind', json('[1]')],
    ['a message without usage', json({ ...call, usage: undefined })],
    ['a message with a text block that has no text', json({ ...call, content: [{ type: 'text' }] })],
    ['a call without input', json({ ...call, content: [{ type: 'tool_use', id: 'a', name: 'b', input: null }] })],
    ['a page of a proxy', recorded('<html>', 'text/html')],
  ])('%s holds none', (_, recording) => {
    expect(messageOf(recording)).toBeUndefined();
  });
});
