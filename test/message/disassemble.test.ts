import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/message/assemble.ts';
import { chopBy } from '../../src/message/chop.ts';
import { disassemble } from '../../src/message/disassemble.ts';
import { encodeEvent } from '../../src/message/sse.ts';
import { anyMessage, message } from '../support/messages.ts';
import { readEvents } from '../support/sse.ts';

const types = (changes: Parameters<typeof message>[0]) =>
  disassemble(message(changes), chopBy(1)).map(({ type }) => type);

describe('taking a message apart', () => {
  test('any message, chopped in any size and sent over the wire, is put together as it was', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 1, max: 40 }), (any, size) => {
        const wire = disassemble(any, chopBy(size)).map(encodeEvent).join('');
        expect(assemble(readEvents(wire))).toEqual(any);
      }),
      { numRuns: 500 },
    );
  });

  test('no delta of any text begins or ends inside a surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 }), (text, size) => {
        for (const piece of chopBy(size)(text)) expect(piece.isWellFormed()).toBe(true);
      }),
    );
  });

  test('events come in the order of the services, with one ping after the first block has opened', () => {
    expect(
      types({
        content: [
          { type: 'text', text: 'Hi' },
          { type: 'redacted_thinking', data: 'x' },
        ],
      }),
    ).toEqual([
      'message_start',
      'content_block_start',
      'ping',
      'content_block_delta',
      'content_block_stop',
      'content_block_start',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
  });

  test('message_start shows an empty message: no content, no stop, one token at most, nothing that is only known later', () => {
    const [start] = disassemble(
      message({
        usage: {
          input_tokens: 9,
          output_tokens: 7,
          output_tokens_details: { thinking_tokens: 1 },
          cost: 1,
          service_tier: 'standard',
        },
      }),
      chopBy(1),
    );
    expect(start).toMatchObject({ message: { content: [], stop_reason: null, stop_sequence: null } });
    expect(start).toHaveProperty('message.usage', { input_tokens: 9, output_tokens: 1, service_tier: 'standard' });
  });

  test('a call opens with an empty input, and its first fragment is empty', () => {
    const events = disassemble(
      message({ content: [{ type: 'tool_use', id: 't', name: 'f', input: { a: 1 } }] }),
      chopBy(99),
    );
    expect(events.slice(1, 5)).toEqual([
      { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 't', name: 'f', input: {} } },
      { type: 'ping' },
      { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"a":1}' } },
    ]);
  });

  test('a call that max_tokens broke off streams JSON without its end', () => {
    const fragments = (input: Record<string, unknown>) =>
      disassemble(
        message({ content: [{ type: 'tool_use', id: 't', name: 'f', input }], stop_reason: 'max_tokens' }),
        chopBy(99),
      )
        .flatMap((event) =>
          event.type === 'content_block_delta' && 'partial_json' in event.delta ? [event.delta.partial_json] : [],
        )
        .join('');
    expect(fragments({ a: 1 })).toBe('{"a":1,');
    expect(fragments({})).toBe('{');
  });

  test('a call broken off within a pair is read as far as it is whole', () => {
    const read = (partial_json: string) =>
      assemble([
        { type: 'message_start', message: message({ content: [] }) },
        { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 't', name: 'f', input: {} } },
        { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json } },
        { type: 'content_block_stop', index: 0 },
      ]).content[0];
    expect(read('{"a":{"b":[1,2')).toMatchObject({ input: { a: { b: [1] } } });
    expect(read('{"a":"whole","b":"bro')).toMatchObject({ input: { a: 'whole' } });
  });

  test('keys that look like the prototype survive a call that was broken off', () => {
    const input = JSON.parse('{"__proto__":{"x":1},"a":2}') as Record<string, unknown>;
    const any = message({ content: [{ type: 'tool_use', id: 't', name: 'f', input }], stop_reason: 'max_tokens' });
    expect(assemble(disassemble(any, chopBy(1)))).toEqual(any);
  });

  test('thinking is followed by exactly one signature; omitted thinking has only the signature', () => {
    const deltas = (thinking: string) =>
      disassemble(message({ content: [{ type: 'thinking', thinking, signature: 'sig' }] }), chopBy(1)).flatMap(
        (event) => (event.type === 'content_block_delta' ? [event.delta.type] : []),
      );
    expect(deltas('a b')).toEqual(['thinking_delta', 'thinking_delta', 'signature_delta']);
    expect(deltas('')).toEqual(['signature_delta']);
  });

  test('a stream that ends in an error event is no message', () => {
    const [start] = disassemble(message(), chopBy(1));
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } } as const;
    expect(() => assemble([start!, error])).toThrow('Overloaded');
    expect(() => assemble([])).toThrow('message_start');
  });
});
