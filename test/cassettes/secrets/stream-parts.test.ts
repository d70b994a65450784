import { expect, test } from 'vitest';
import { streamParts } from '../../../src/cassettes/secrets/stream-parts.ts';
import { readEvents } from '../../../src/message/read-events.ts';

const data = (body: string): (string | undefined)[] => streamParts(body).map((part) => part.data?.text);

test('a stream is taken apart as a client reads it', () => {
  const body =
    '\ufeffevent: a\ndata: {"a":\ndata: 1}\n\n: note\n\ndata:{"b":2}\r\n\r\nid: 1\rdata: {}\r\rdata: [DONE]\n\n';
  expect(data(body)).toEqual(['{"a":\n1}', undefined, '{"b":2}', '{}', '[DONE]']);
  const events = data(body).filter((text) => text !== undefined && text !== '[DONE]');
  expect(events.map((text) => JSON.parse(text!))).toEqual(readEvents(body));
  expect(streamParts(body).flatMap(({ beside }) => beside.map(({ text }) => text))).toEqual([
    'event: a',
    ': note',
    'id: 1',
  ]);
});

test('the parts hold the whole stream, and say where their data stand', () => {
  const body = 'data: one\ndata: two\n\n\n: x\n\ndata: rest';
  const parts = streamParts(body);
  expect(parts.map(({ start, end }) => body.slice(start, end)).join('')).toBe(body.replace('\n\n\n', '\n\n'));
  expect(parts[0]!.data!.spans(1, 6)).toEqual([
    { start: 7, end: 9 },
    { start: 16, end: 18 },
  ]);
});

test('an empty stream has no parts', () => {
  expect(streamParts('')).toEqual([]);
  expect(streamParts('\n\n\n')).toEqual([]);
});
