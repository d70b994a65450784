import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/cassettes/replay/events-of.ts';
import { misplacedIn } from '../../../src/cli/cassettes/event-order.ts';
import { disassemble } from '../../../src/message/disassemble.ts';
import { anyMessage, message } from '../../support/messages.ts';

const events = disassemble(
  message({
    content: [
      { type: 'text', text: 'Hello' },
      { type: 'tool_use', id: 'toolu_1', name: 'search', input: { query: 'x' } },
    ],
    stop_reason: 'tool_use',
  }),
  (text) => [text],
) as unknown as Json[];
// message_start, start 0, ping, delta 0, stop 0, start 1, delta '', delta, stop 1, message_delta, message_stop
const at = (index: number): Json => events[index]!;
const without = (...indexes: number[]): Json[] => events.filter((_, index) => !indexes.includes(index));

describe('the order of events', () => {
  test('is right in every stream that a message makes', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        const told = disassemble(any, (text) => [text.slice(0, 1), text.slice(1)]) as unknown as Json[];
        expect(misplacedIn(told, true)).toEqual([]);
      }),
    );
  });

  test('lets pings and unknown events stand anywhere', () => {
    expect(misplacedIn([{ type: 'ping' }, { type: 'news' }, ...events, { type: 'ping' }], true)).toEqual([]);
  });

  test.each([
    ['message_start is missing', without(0), 0, 'content_block_start comes before message_start'],
    ['there are two beginnings', [at(0), ...events], 1, 'message_start must be the first event'],
    ['a block never opened', without(1), 2, 'a delta is for content block 0, which is not open'],
    ['a block is still open when the next one starts', without(4), 4, 'a content block starts while block 0 is open'],
    [
      'blocks are out of number',
      events.map((event, index) => (index === 5 ? { ...event, index: 2 } : event)),
      5,
      'expected a content block of index 1, but got 2',
    ],
    [
      'a delta is of the wrong kind',
      events.map((event, index) => (index === 3 ? { ...event, delta: { type: 'thinking_delta' } } : event)),
      3,
      'a block of type text takes no thinking_delta',
    ],
    ['a block is open at the end', without(8), 8, 'message_delta comes while content block 1 is open'],
    [
      'nothing says why it stopped',
      without(9),
      9,
      'message_stop comes without a message_delta that gave a stop_reason',
    ],
    ['something follows the end', [...events, at(9)], 11, 'message_delta comes after message_stop'],
    ['something follows an error', [at(0), { type: 'error' }, at(1)], 2, 'content_block_start comes after error'],
    ['the end is missing', without(10), 10, 'the stream ends without message_stop'],
    ['it holds nothing', [], 0, 'the stream ends without message_stop'],
    [
      'arguments are no JSON',
      without(7).map((event, index) =>
        index === 6 ? { ...event, delta: { type: 'input_json_delta', partial_json: '{"a' } } : event,
      ),
      7,
      'the arguments of the call that ends here are no JSON',
    ],
  ])('is wrong where %s', (_, told, index, text) => {
    const [first] = misplacedIn(told as Json[], true);
    expect(first).toMatchObject({ index, message: expect.stringContaining(text) });
  });

  test('misses nothing at the end of a stream that broke off, or after an error', () => {
    expect(misplacedIn(events.slice(0, 4), false)).toEqual([]);
    expect(misplacedIn([...events.slice(0, 4), { type: 'error' }], true)).toEqual([]);
  });

  test('lets max_tokens cut arguments', () => {
    const cut = events.map((event, index) =>
      index === 7
        ? { ...event, delta: { type: 'input_json_delta', partial_json: '{"a' } }
        : index === 9
          ? { ...event, delta: { stop_reason: 'max_tokens' } }
          : event,
    );
    expect(misplacedIn(cut, true)).toEqual([]);
  });

  test('survives events that lack everything', () => {
    const kinds = events.map(({ type }) => ({ type }));
    expect(
      misplacedIn([...kinds, { type: 'content_block_delta', index: 0, delta: null }], true).length,
    ).toBeGreaterThan(0);
  });
});
