/** Recordings for tests that need some. */
import type { Recording } from '../../src/cassettes/recording.ts';

/** An exchange in which `text` was asked and answered. */
export function recordingOf(text: string, more: Partial<Recording['request']> = {}): Recording {
  const body = Buffer.from(JSON.stringify({ type: 'message', content: [{ type: 'text', text }] }));
  return {
    id: '',
    request: {
      dialect: 'anthropic',
      method: 'POST',
      url: 'https://api.anthropic.com/v1/messages',
      path: '/v1/messages',
      headers: [['content-type', 'application/json']],
      body: { model: 'm', max_tokens: 10, messages: [{ role: 'user', content: text }] },
      ...more,
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['content-type', 'application/json']],
      body,
      chunks: [{ at: 12, bytes: body.length }],
      trailers: [],
    },
    startedAt: '2026-11-20T10:00:00.000Z',
    polly: { id: text, order: 0 },
  };
}

/** What was asked in each of them. */
export function textsOf(recordings: readonly Recording[]): unknown[] {
  return recordings.map(({ polly }) => polly.id);
}
