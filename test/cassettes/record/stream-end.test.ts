import { describe, expect, test } from 'vitest';
import { streamEnd } from '../../../src/cassettes/record/stream-end.ts';

const START = 'event: message_start\ndata: {"type":"message_start"}\n\n';
const STOP = 'event: message_stop\ndata: {"type":"message_stop"}\n\n';

describe('the end of a stream', () => {
  test.each([
    ['whole', START + STOP],
    ['whole, with other line ends', (START + STOP).replaceAll('\n', '\r\n')],
    ['whole, with the sentinel', `${START}${STOP}data: [DONE]\n\n`],
    ['whole, without event names or spaces', 'data:{"type":"message_start"}\n\ndata:{"type":"message_stop"}\n\n'],
    ['not that of a message', 'data: {"choices":[]}\n\ndata: [DONE]\n\n'],
    [
      'full of talk about errors',
      `${START}data: {"type":"content_block_delta","delta":{"text":"event: error\\ndata: {\\"type\\":\\"error\\"}"}}\n\n${STOP}`,
    ],
    ['of no JSON', 'data: "error"\n\ndata: {"type": "error\n\ndata: null "error"\n\n'],
    ['empty', ''],
  ])('is in order when it is %s', (_what, text) => {
    expect(streamEnd(text)).toBeUndefined();
  });

  test.each([
    ['by name', `${START}event: error\ndata: {}\n\n`],
    ['by name, with carriage returns', `${START}event:error\r\ndata: {}\r\n\r\n`],
    ['by type', `${START}data: {"error":{"type":"overloaded_error"},"type":"error"}\n\n`],
    ['before anything else', 'event: error\ndata: {"type":"error"}\n\n'],
    ['and goes on', `${START}event: error\ndata: {"type":"error"}\n\n${STOP}`],
  ])('is an error event when it tells of one %s', (_what, text) => {
    expect(streamEnd(text)).toBe('error event');
  });

  test('is cut when a message began and did not end', () => {
    expect(streamEnd(START)).toBe('upstream cut');
    expect(streamEnd(`${START}data: {"type":"content_block_delta","delta":{"text":"\\"message_stop\\""}}\n\n`)).toBe(
      'upstream cut',
    );
  });
});
