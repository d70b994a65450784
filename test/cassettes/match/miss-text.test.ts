import { describe, expect, test } from 'vitest';
import { missText } from '../../../src/cassettes/match/miss-text.ts';
import { Tape } from '../../../src/cassettes/match/tape.ts';
import { asked, cassetteOf } from './requests.ts';

const SETTINGS = 'tapes/a_1/cassette.json';

describe('what people read when nothing matched', () => {
  test('there are no recordings at all', () => {
    expect(missText([], 0, SETTINGS)).toBe(
      'There are no recordings at all. Record the exchange first (--mode record, or auto).',
    );
  });

  test('the nearest, what differs, and what to do', () => {
    const tape = new Tape([cassetteOf('a', [asked('Hi', { system: 'Say\n"hi"' }), asked('Bye')])], {
      match: 'canonical',
      repeat: 'repeat-last',
    });
    expect(missText(tape.nearest(asked('Hi', { system: 'Say\n"ho"' }), 3), tape.size, SETTINGS)).toBe(
      [
        'Nearest of 2 recordings:',
        'a#1',
        '  /system: recorded "Say\\n\\"hi\\"", asked "Say\\n\\"ho\\""',
        '  would match with "ignore": ["$.system"]',
        '  would match with "match": "conversation"',
        'a#2',
        '  /messages/0/content: recorded "Bye", asked "Hi"',
        '  /system: recorded nothing, asked "Say\\n\\"ho\\""',
        '  would match with "ignore": ["$.messages[0].content","$.system"]',
        'Record the exchange (--mode record, or auto). If the difference does not matter, add the "ignore" line or the "match" level to tapes/a_1/cassette.json.',
      ].join('\n'),
    );
  });

  test('that a sequence is used up', () => {
    const tape = new Tape([cassetteOf('a', [asked('Hi'), asked('Hi'), asked('Hi there')])], {
      match: 'canonical',
      repeat: 'exhaust',
    });
    const text = missText(tape.nearest(asked('Hi'), 3), tape.size, SETTINGS);
    expect(text).toContain('were all replayed in this session: a#1, a#2 (repeat: exhaust)');
    expect(text).not.toContain('a#3');
  });

  test('that nothing simple would help', () => {
    const tape = new Tape([cassetteOf('a', [asked('Hi')])], { match: 'last-turn', repeat: 'cycle' });
    const text = missText(tape.nearest({ ...asked('Ho'), path: '/v1/other' }, 3), tape.size, SETTINGS);
    expect(text).toContain('  path: recorded "/v1/messages", asked "/v1/other"');
    expect(text).toContain('No few lines of "ignore"');
  });
});
