import { describe, expect, test } from 'vitest';
import { placeFor } from '../../../src/cassettes/record/place-for.ts';
import type { Recording } from '../../../src/cassettes/recording.ts';

function recording(id: string, order: number, second: number): Recording {
  return {
    id: '',
    request: { dialect: 'anthropic', method: 'POST', url: 'https://x/', path: '/', headers: [], body: {} },
    response: { status: 200, statusText: 'OK', headers: [], body: Buffer.alloc(0), chunks: [], trailers: [] },
    startedAt: new Date(second * 1000).toISOString(),
    polly: { id, order },
  };
}

const TAPE = [recording('a', 0, 1), recording('b', 0, 2), recording('a', 1, 3), recording('a', 4, 4)];

const none = () => false;

describe('the place of a new recording', () => {
  test('is the end, with an order that no other of the same request has', () => {
    expect(placeFor('a', TAPE, none)).toEqual({ order: 5, index: 4, kept: TAPE });
    expect(placeFor('b', TAPE, none)).toMatchObject({ order: 1, index: 4 });
    expect(placeFor('c', TAPE, none)).toMatchObject({ order: 0, index: 4 });
    expect(placeFor('c', [], none)).toEqual({ order: 0, index: 0, kept: [] });
  });

  test('is that of the first that goes, with an order that none of those has that stay', () => {
    expect(placeFor('b', TAPE, ({ polly }) => polly.id === 'b')).toEqual({
      order: 0,
      index: 1,
      kept: [TAPE[0], TAPE[2], TAPE[3]],
    });
    expect(placeFor('a', TAPE, ({ polly }) => polly.id === 'a')).toEqual({ order: 0, index: 0, kept: [TAPE[1]] });
    expect(placeFor('a', TAPE, (one) => one === TAPE[2])).toMatchObject({ order: 5, index: 2 });
  });
});
