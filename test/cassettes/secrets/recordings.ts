/** Recordings for the tests of secrets. */
import type { HeaderList, Recording } from '../../../src/cassettes/recording.ts';

export function recording(parts: {
  body?: unknown;
  text?: string;
  url?: string;
  requestHeaders?: HeaderList;
  reply?: string | Uint8Array;
  type?: string;
  /** Bytes of every chunk but the last. */
  step?: number;
}): Recording {
  const {
    body = {},
    url = 'https://api.example.com/v1/messages',
    reply = '{}',
    type = 'application/json',
    step = 64,
  } = parts;
  const bytes = typeof reply === 'string' ? Buffer.from(reply) : reply;
  const chunks = Array.from({ length: Math.ceil(bytes.length / step) }, (_, index) => ({
    at: index * 10,
    bytes: Math.min(step, bytes.length - index * step),
  }));
  return {
    id: 'tool-loop#1',
    request: {
      dialect: 'anthropic',
      method: 'POST',
      url,
      path: url.replace(/^\w+:\/\/[^/]+/, ''),
      headers: parts.requestHeaders ?? [],
      body: parts.text === undefined ? body : undefined,
      ...(parts.text === undefined ? {} : { text: parts.text }),
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['content-type', type]],
      body: bytes,
      chunks,
      trailers: [],
    },
    startedAt: '2026-11-20T19:00:00.000Z',
    polly: { id: 'abc', order: 0 },
  };
}

export function replyOf({ response }: Recording): string {
  return Buffer.from(response.body).toString();
}

export const STREAM = 'text/event-stream';
