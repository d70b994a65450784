import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editableOf, withReply } from '../../../src/cassettes/edited/with-reply.ts';
import { messageOf } from '../../../src/cassettes/replay/message-of.ts';
import { textOf } from '../../../src/cassettes/replay/text-of.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import type { Message } from '../../../src/message/message.ts';
import { anyMessage, message } from '../../support/messages.ts';
import { eventText, json, stream, streamText } from '../replay/recorded.ts';

/** A stream in pieces of a few characters, with a chunk for each `size` bytes. */
function recordedStream(of: Message, size: number, pieces = 3) {
  const chop = (text: string): string[] => text.match(new RegExp(`.{1,${pieces}}`, 'gsu')) ?? [];
  const body = Buffer.from(eventText(disassemble(of, chop)));
  const count = Math.ceil(body.length / size);
  const chunks = Array.from({ length: count }, (_, index) => ({
    at: 10 * index,
    bytes: Math.min(size, body.length - index * size),
  }));
  return stream(body, { chunks });
}

const deltas = (text: string) =>
  [...text.matchAll(/"(?:text_delta|thinking_delta|input_json_delta)","(?:\w+)":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, piece]) => piece,
  );

describe('a recording with another reply', () => {
  test('tells a stream in deltas as large as those that were recorded', () => {
    const before = recordedStream(message({ content: [{ type: 'text', text: 'abcdefgh' }] }), 50);
    const now = withReply(before, message({ content: [{ type: 'text', text: 'ABCDEFGHIJKLM' }] }));
    // Recorded were 3, 3 and 2 characters.
    expect(deltas(textOf(now))).toEqual(['ABC', 'DEF', 'GH', 'IJK', 'LM']);
  });

  test('cuts each block as its own kind was cut', () => {
    const call = { type: 'tool_use' as const, id: 't', name: 'n', input: { a: 1 } };
    const before = stream(
      eventText(
        disassemble(message({ content: [{ type: 'text', text: 'abcdef' }, call] }), (text) =>
          text.startsWith('{') ? [text.slice(0, 2), text.slice(2)] : ['abcde', 'f'],
        ),
      ),
    );
    const now = withReply(before, message({ content: [call, { type: 'text', text: 'ABCDEF' }] }));
    expect(deltas(textOf(now))).toEqual(['', '{\\"', 'a\\":1}', 'ABCDE', 'F']);
  });

  test('cuts the second block of a kind as the second was cut', () => {
    const two = (one: string, other: string) =>
      message({ content: [one, other].map((text) => ({ type: 'text', text })) });
    const before = stream(
      eventText(disassemble(two('abcd', 'efgh'), (text) => (text === 'abcd' ? ['abcd'] : ['e', 'fgh']))),
    );
    expect(deltas(textOf(withReply(before, two('ABCD', 'EFGH'))))).toEqual(['ABCD', 'E', 'FGH']);
  });

  test('never cuts a character in two', () => {
    const before = recordedStream(message({ content: [{ type: 'text', text: 'abcdef' }] }), 50, 1);
    const now = withReply(before, message({ content: [{ type: 'text', text: 'a😀b' }] }));
    expect(deltas(textOf(now))).toEqual(['a', '😀', 'b']);
  });

  test('lets each chunk end with an event', () => {
    const before = recordedStream(message(), 70);
    const { body, chunks } = withReply(
      before,
      message({ content: [{ type: 'text', text: 'Something longer.' }] }),
    ).response;
    expect(chunks.length).toBeGreaterThan(3);
    let end = 0;
    for (const { bytes } of chunks) {
      end += bytes;
      expect(Buffer.from(body.subarray(end - 2, end)).toString()).toBe('\n\n');
    }
  });

  test('is the same to the byte where nothing was changed and nothing was there but the events', () => {
    const before = recordedStream(message(), 40);
    expect(textOf(withReply(before, messageOf(before)))).toBe(textOf(before));
  });

  test('keeps the sentinel at the end of a stream that had one', () => {
    const before = stream(`${streamText(message())}data: [DONE]\n\n`);
    expect(textOf(withReply(before, message({ id: 'msg_2' })))).toMatch(/"message_stop"}\n\ndata: \[DONE\]\n\n$/);
  });

  test('tells any message in the form that was recorded, in chunks that add up, in their order of time', () => {
    fc.assert(
      fc.property(anyMessage, anyMessage, fc.integer({ min: 1, max: 500 }), (old, now, size) => {
        const before = recordedStream(message(), size);
        const wanted = messageOf(stream(streamText(now)))!;
        for (const recording of [before, recordedStream(old, size), json(old)]) {
          const { response } = withReply(recording, wanted);
          expect(messageOf({ ...recording, response })).toEqual(wanted);
          expect(response.chunks.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(response.body.length);
          const known = recording.response.chunks.map(({ at }) => at);
          const times = response.chunks.map(({ at }) => at);
          expect(times.every((at) => known.includes(at))).toBe(true);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        }
      }),
    );
  });

  test('refuses what no stream can tell', () => {
    const before = stream(streamText(message()));
    expect(() => withReply(before, { ...message(), content: [{ type: 'tool_use', id: 't', name: 'n' }] })).toThrow();
    const unsigned = { ...message(), content: [{ type: 'thinking', thinking: 'Hm.' }] };
    expect(() => withReply(before, unsigned)).toThrow('no stream tells this message');
    expect(() => withReply(before, { type: 'message' })).toThrow('no content and usage');
  });
});

describe('what of a reply can be edited', () => {
  test('is a message of either form, the body of an error, or other JSON', () => {
    expect(editableOf(stream(streamText(message())))).toEqual({ kind: 'message', value: message() });
    expect(editableOf(json(message())).kind).toBe('message');
    const error = { type: 'error', error: { type: 'api_error', message: 'no' } };
    expect(editableOf(json(error, { status: 500 }))).toEqual({ kind: 'error', value: error });
    expect(editableOf(json({ input_tokens: 3 })).kind).toBe('other');
  });

  test('is nothing where a reply broke off or is a page', () => {
    const cut = stream(streamText(message()).slice(0, 300), { broken: 'upstream cut' });
    expect(() => editableOf(cut)).toThrow('broke off (upstream cut)');
    expect(() => editableOf(json('<html>', { status: 502 }))).toThrow('neither JSON');
  });
});
