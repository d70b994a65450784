import { describe, expect, test } from 'vitest';
import { type Seen, toRecording } from '../../../src/cassettes/record/to-recording.ts';

const SSE = [['content-type', 'text/event-stream']] as const;
const ERROR = 'event: error\ndata: {"type":"error"}\n\n';

function seen(changes: Partial<Seen>): Seen {
  return {
    call: {
      dialect: 'openrouter',
      method: 'POST',
      url: 'https://x/api/v1/messages',
      path: '/api/v1/messages',
      headers: [],
      body: Buffer.alloc(0),
    },
    startedAt: 1_800_000_000_123,
    reply: { status: 200, statusText: 'OK', headers: [] },
    pieces: [],
    trailers: [],
    broken: undefined,
    ...changes,
  };
}

function pieces(...texts: string[]): Seen['pieces'] {
  return texts.map((text, index) => ({ at: index, bytes: Buffer.from(text) }));
}

describe('a recording of what was seen', () => {
  test('has a chunk for each piece that is not empty; they add up to the body', () => {
    const { response, startedAt } = toRecording(seen({ pieces: pieces('é', '', 'bc') }));
    expect(startedAt).toBe('2027-01-15T08:00:00.123Z');
    expect(response.chunks).toEqual([
      { at: 0, bytes: 2 },
      { at: 2, bytes: 2 },
    ]);
    expect(Buffer.from(response.body).toString()).toBe('ébc');
  });

  test('has of trailers only those that are on the list of headers', () => {
    const trailers = [
      ['request-id', 'req_1'],
      ['x-internal', 'secret'],
    ] as const;
    expect(toRecording(seen({ trailers })).response.trailers).toEqual([['request-id', 'req_1']]);
  });

  test.each([
    ['"\\ud800"', { body: '\ud800' }],
    ['null', { body: null }],
    [' \n', { body: undefined }],
    ['{"__proto__":{"a":1}}', { body: JSON.parse('{"__proto__":{"a":1}}') }],
    ['{"a"', { body: undefined, text: '{"a"' }],
  ])('has the body %s as the JSON that it is, or as text', (text, expected) => {
    const { call } = seen({});
    const { body, text: kept } = toRecording(seen({ call: { ...call, body: Buffer.from(text) } })).request;
    expect(kept === undefined ? { body } : { body, text: kept }).toEqual(expected);
  });

  test('is an error event though the connection broke as well, and only in a stream', () => {
    const reply = { status: 200, statusText: 'OK', headers: SSE };
    expect(toRecording(seen({ reply, pieces: pieces(ERROR), broken: 'upstream cut' })).response.broken).toBe(
      'error event',
    );
    expect(toRecording(seen({ reply, pieces: pieces('data'), broken: 'client left' })).response.broken).toBe(
      'client left',
    );
    expect(toRecording(seen({ pieces: pieces(ERROR) })).response).not.toHaveProperty('broken');
    expect(toRecording(seen({ reply, pieces: pieces(ERROR.slice('event: error\n'.length)) })).response.broken).toBe(
      'error event',
    );
  });
});
