import { describe, expect, test } from 'vitest';
import { placedBlocks, placeOf, turnsOf } from '../../src/rules/turns.ts';
import { assistant, contextOf, system, toolUse, user } from './requests.ts';

const shown = (messages: Parameters<typeof contextOf>[0]['messages']) =>
  turnsOf(contextOf({ messages }).request).map(
    ({ role, first, last, blocks }) => `${role} ${first}-${last}: ${blocks.map(placeOf).join(' ')}`,
  );

describe('the turns of a conversation', () => {
  test('combine neighbours of one role, and keep the places as sent', () => {
    expect(shown([user('a'), user('b', 'c'), assistant(toolUse('x')), user('d')])).toEqual([
      'user 0-1: messages.0.content.0 messages.1.content.0 messages.1.content.1',
      'assistant 2-2: messages.2.content.0',
      'user 3-3: messages.3.content.0',
    ]);
  });

  test('hold no system messages and are not parted by them', () => {
    expect(shown([user('a'), system('s'), user('b')])).toEqual(['user 0-2: messages.0.content.0 messages.2.content.0']);
  });

  test('have no blocks for empty texts', () => {
    expect(shown([user(''), assistant()])).toEqual(['user 0-0: ', 'assistant 1-1: ']);
  });

  test('are none when messages are null', () => {
    expect(shown(null)).toEqual([]);
    expect([...placedBlocks(contextOf({ messages: null }).request, ['user'])]).toEqual([]);
  });
});
