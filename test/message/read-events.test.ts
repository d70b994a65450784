import { describe, expect, test } from 'vitest';
import { readEvents } from '../../src/message/read-events.ts';

describe('reading a stream', () => {
  test.each([
    ['event: ping\ndata: {"type":"ping"}\n\n', [{ type: 'ping' }]],
    ['data:1\n\ndata: 2\r\n\r\ndata: 3\r\r', [1, 2, 3]],
    ['\ufeffdata: 1\n\n', [1]],
    [': a comment\n\ndata: 1\nid: 4\nretry: 5\n\n', [1]],
    ['data: [1,\ndata: 2]\n\n', [[1, 2]]],
    ['data: 1\n\ndata: [DONE]\n\n', [1]],
    ['data: 1\n\ndata: 2\n', [1]],
    ['data: 1\n\ndata: 2', [1]],
    ['', []],
    ['\n\n\n', []],
    ['nothing\n\nof the kind\n\n', []],
  ])('%j tells %j', (text, events) => {
    expect(readEvents(text)).toEqual(events);
  });

  test('data that is no JSON is an error', () => {
    expect(() => readEvents('data: {\n\n')).toThrow(SyntaxError);
  });
});
