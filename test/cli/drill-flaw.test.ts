import { describe, expect, test } from 'vitest';
import { arrivedOf } from '../../src/cli/drill-flaw.ts';
import type { Frame, Reply } from '../../src/reply.ts';

const STOP = 'event: message_stop\ndata: {"type":"message_stop"}\n\n';
const DELTA = 'event: content_block_delta\ndata: {"type":"content_block_delta","index":0}\n\n';

function reply(bytes: string, more: Partial<Reply> = {}): Reply {
  return { status: 200, headers: {}, frames: [{ wait: 0, bytes }], ...more };
}

function arrived(given: Reply, stream: boolean, sent = 10_000) {
  const { whole, flaw } = arrivedOf(given, stream, sent);
  return flaw ?? (whole ? 'whole' : 'nothing');
}

describe('what arrives of a stream', () => {
  test.each([
    ['all of it', DELTA + STOP, 'whole'],
    ['lines that end in CR LF', (DELTA + STOP).replaceAll('\n', '\r\n'), 'whole'],
    ['lines that end in CR', (DELTA + STOP).replaceAll('\n', '\r'), 'whole'],
    ['a byte order mark and comments', `\uFEFF: hello\n\n${DELTA}${STOP}`, 'whole'],
    ['[DONE] at its end', `${DELTA}${STOP}data: [DONE]\n\n`, 'whole'],
    ['no end', DELTA, 'ends without message_stop'],
    ['a cut within an event', DELTA + STOP.slice(0, 40), 'breaks off amid an event'],
    ['an event that cannot be parsed', DELTA.replace('}\n', '\n') + STOP, 'has an event that is no JSON'],
    ['an error event', `${DELTA}event: error\ndata: {"type":"error","error":{}}\n\n`, 'ends in an error event'],
    ['not a byte', '', 'nothing'],
  ])('with %s', (_, text, expected) => {
    expect(arrived(reply(text), true)).toBe(expected);
  });

  test('counts only what left before a cut, and what the headers announce', () => {
    const cut: Frame[] = [
      { wait: 0, bytes: DELTA },
      { wait: 0, cut: 'reset' },
    ];
    expect(arrived(reply('', { frames: cut }), true)).toBe('ends without message_stop');
    expect(arrived(reply(DELTA + STOP), true, DELTA.length)).toBe('ends without message_stop');
    const short = reply(DELTA + STOP, { headers: { 'content-length': String(DELTA.length) } });
    expect(arrived(short, true)).toBe('ends without message_stop');
  });
});

describe('what arrives of a JSON reply', () => {
  test.each([
    ['all of it', '{"a":1}', 'whole'],
    ['a part', '{"a":', 'is JSON that breaks off'],
    ['not a byte', '', 'nothing'],
  ])('with %s', (_, text, expected) => {
    expect(arrived(reply(text), false)).toBe(expected);
  });

  test('is nothing that can be read, when the status refuses or no HTTP comes', () => {
    expect(arrived(reply('<html>', { status: 502 }), false)).toBe('nothing');
    expect(arrived(reply('noise', { opening: 'never' }), false)).toBe('nothing');
  });
});
