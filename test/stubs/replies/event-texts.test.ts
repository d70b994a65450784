import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chopBy } from '../../../src/message/chop.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import { encodeEvent } from '../../../src/message/sse.ts';
import { eventTexts, messageOfEvents } from '../../../src/stubs/replies/event-texts.ts';
import type { EventGiven } from '../../../src/stubs/respond.ts';
import { anyMessage, message } from '../../support/messages.ts';

const events = (...given: EventGiven[]) => ({ kind: 'events' as const, events: given });
const told = (whole = message()) => disassemble(whole, chopBy(1)) as EventGiven[];

describe('the texts of events', () => {
  test('are those of the author, and objects framed by their type, known or not', () => {
    expect(eventTexts(events(': hush\n\n', { type: 'ping' }, { type: 'of tomorrow', ü: [1] }, 'data: [DONE]'))).toEqual(
      [
        ': hush\n\n',
        'event: ping\ndata: {"type":"ping"}\n\n',
        'event: of tomorrow\ndata: {"type":"of tomorrow","ü":[1]}\n\n',
        'data: [DONE]',
      ],
    );
  });
});

describe('the message of events', () => {
  test('is what a client puts together of them, however they are written', () => {
    fc.assert(
      fc.property(anyMessage, fc.infiniteStream(fc.boolean()), (whole, asText) => {
        const written = told(whole).map((event) => (asText.next().value ? encodeEvent(event as never) : event));
        expect(messageOfEvents(events(...written))).toEqual(whole);
      }),
    );
  });

  test('is there in spite of comments, pings, unknown events and a sentinel', () => {
    const all = [': hush\n\n', ...told(), { type: 'of tomorrow' }, 'data: [DONE]\n\n'];
    expect(messageOfEvents(events(...all))).toEqual(message());
  });

  test.each<[string, EventGiven[]]>([
    ['none are there', []],
    ['they end early', told().slice(0, -1)],
    ['they begin late', told().slice(1)],
    ['one of them is an error', [...told(), { type: 'error', error: { type: 'api_error', message: 'x' } }]],
    ['one is no JSON', [...told(), 'data: {\n\n']],
    ['the last is not ended', [...told().slice(0, -1), 'data: {"type":"message_stop"}\n']],
    ['one is null', ['data: null\n\n', ...told()]],
    ['they are no events at all', ['Bad gateway']],
    ['the message is none', [{ type: 'message_start' }, { type: 'message_stop' }]],
    [
      'the message has no usage',
      [{ type: 'message_start', message: { id: 'a', model: 'b' } }, { type: 'message_stop' }],
    ],
    [
      'a block is missing',
      told().map((event) =>
        typeof event === 'object' && 'index' in event ? { ...event, index: 4_000_000_000 } : event,
      ),
    ],
  ])('is not there when %s', (_why, given) => {
    expect(messageOfEvents(events(...given))).toBeUndefined();
  });
});
