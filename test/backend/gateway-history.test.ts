import { describe, expect, test } from 'vitest';
import { type HistoryCompression, withoutOldTurns } from '../../src/backend/gateway-history.ts';
import type { MessagesRequest, RequestMessage } from '../../src/message/request.ts';

const TALK: RequestMessage[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'Tell me about rivers in Norway.' },
  { role: 'assistant', content: 'Rivers in Norway are short and steep.' },
];
const left = (question: RequestMessage[], settings: HistoryCompression = {}) =>
  withoutOldTurns({ model: 'm', messages: [...TALK, ...question] } as MessagesRequest, settings).messages.length;
const asks = (content: string): RequestMessage[] => [{ role: 'user', content }];

describe('compression of the history', () => {
  test('leaves out turns that a question on another subject does not depend on, but no system message', () => {
    expect(left(asks('Write a poem for Anna.'))).toBe(2);
  });

  test('keeps them for a question about the same, or one that points back', () => {
    expect(left(asks('Which rivers of Norway?'))).toBe(4);
    expect(left(asks('Shorten that, please.'))).toBe(4);
    expect(left(asks('OK'))).toBe(4);
  });

  test('keeps them from the score on that it is told, and when it is off', () => {
    expect(left(asks('Paint rivers for Anna.'))).toBe(2);
    expect(left(asks('Paint rivers for Anna.'), { score: 0.3 })).toBe(4);
    expect(left(asks('Write a poem for Anna.'), { enabled: false })).toBe(4);
  });

  test('never parts a call from its result', () => {
    const loop: RequestMessage[] = [
      ...asks('Write a poem for Anna.'),
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'rhyme', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'banana' }] },
    ];
    expect(left(loop)).toBe(4);
  });

  test('has nothing to do in the first turn', () => {
    const request = { model: 'm', messages: asks('Hello there') } as MessagesRequest;
    expect(withoutOldTurns(request, {})).toBe(request);
  });
});
