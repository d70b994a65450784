/** Builders of recordings for the tests of replay and of the commands. */
import type { RecordedRequest, RecordedResponse, Recording } from '../../../src/cassettes/recording.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import type { StreamEvent } from '../../../src/message/events.ts';
import type { Message } from '../../../src/message/message.ts';
import { encodeEvent } from '../../../src/message/sse.ts';

type Changes = Partial<Omit<RecordedResponse, 'body'>> & { request?: Partial<RecordedRequest> };

/** A recording with this body, in one chunk unless they are streamText. Of an object, its JSON. */
export function recorded(
  body: string | Uint8Array | object,
  type: string | undefined,
  changes: Changes = {},
): Recording {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const { request, ...response } = changes;
  return {
    id: 'tape#1',
    request: {
      dialect: 'anthropic',
      method: 'POST',
      url: 'https://api.anthropic.com/v1/messages',
      path: '/v1/messages',
      headers: [],
      body: { model: 'claude-opus-4-8', max_tokens: 100, messages: [{ role: 'user', content: 'Hi' }] },
      ...request,
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: type === undefined ? [] : [['content-type', type]],
      body: bytes,
      chunks: [{ at: 100, bytes: bytes.length }],
      trailers: [],
      ...response,
    },
    startedAt: '2026-11-01T10:00:00.000Z',
    polly: { id: '0123456789abcdef', order: 0 },
  };
}

export const json = (body: object | string, changes: Changes = {}): Recording =>
  recorded(body, 'application/json', changes);

export const stream = (text: string | Uint8Array, changes: Changes = {}): Recording =>
  recorded(text, 'text/event-stream; charset=utf-8', changes);

/** The text of a message's stream. */
export const streamText = (message: Message): string => eventText(disassemble(message, (text) => [text]));

/** The text of these events. */
export const eventText = (events: readonly StreamEvent[]): string => events.map(encodeEvent).join('');
