import { describe, expect, test } from 'vitest';
import { diffCommand } from '../../../src/cli/cassettes/diff-command.ts';
import { json } from '../../cassettes/replay/recorded.ts';
import { message } from '../../support/messages.ts';
import { run, tapes } from './commands.ts';

/** `asked` and what was answered. */
const exchange = (asked: string, answered: string) => ({
  ...json(message({ content: [{ type: 'text', text: answered }] }), {
    request: { body: { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: asked }] } },
  }),
  polly: { id: asked, order: 0 },
});
const a = [exchange('one', '1'), exchange('two', '2'), exchange('three', '3')];

async function diff(cassettes: Record<string, typeof a>, ...words: string[]) {
  return run(diffCommand, '--cassettes', await tapes(cassettes), ...words);
}

describe('stuntdouble cassettes diff', () => {
  test('says nothing but the count where there is no difference', async () => {
    const { code, out } = await diff({ a, b: [...a].reverse() }, 'a', 'b');
    expect({ code, out }).toEqual({ code: 0, out: '3 exchanges compared, 0 differ; only in one: 0' });
  });

  test('tells by exchange and kind what differs, and what only one has', async () => {
    const b = [exchange('two', 'II'), exchange('one', '1'), exchange('four', '4')];
    const { code, out } = await diff({ a, b }, 'a', 'b');
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'a#2 ↔ b#1',
      '  text /content/0/text: "2" → "II"',
      'only in a: a#3',
      'only in b: b#3',
      '2 exchanges compared, 1 differs; only in one: 2',
    ]);
  });

  test('writes the same as JSON', async () => {
    const { code, out } = await diff({ a, b: [exchange('one', 'I')] }, 'a', 'b', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      same: false,
      compared: [{ a: 'a#1', b: 'b#1', differences: [{ kind: 'text', where: '/content/0/text', a: '1', b: 'I' }] }],
      only_a: ['a#2', 'a#3'],
      only_b: [],
    });
  });

  test('compares two exchanges whatever was asked, and one with its like', async () => {
    expect((await diff({ a }, 'a#1', 'a#2')).out).toContain('a#1 ↔ a#2\n  text /content/0/text: "1" → "2"');
    expect((await diff({ a, b: a }, 'a#2', 'b')).code).toBe(0);
    expect((await diff({ a, b: [exchange('one', '1')] }, 'a#2', 'b')).code).toBe(1);
  });

  test('lets no recorded text at the terminal', async () => {
    const { out } = await diff({ a: [exchange('x', 'a')], b: [exchange('x', '\u009b31m\u202e')] }, 'a', 'b');
    expect(out).not.toMatch(/[\u009b\u202e]/);
  });

  test.each([
    [['a', 'none'], 'no cassette in'],
    [['a', 'a#9'], 'has 3 exchanges'],
  ])('refuses %j', async (words, message) => {
    expect(await diff({ a }, ...words)).toMatchObject({ code: 2, errors: expect.stringContaining(message) });
  });
});
