import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { onDemandPage } from '../src/cli/on-demand-page.ts';
import { parseReplyStyle } from '../src/reply-style.ts';
import { splitWish, WISHES } from '../src/wish.ts';
import { ask, DOOR_NAMES, messageOf, mockOf, refusalOf } from './support/wire.ts';

describe('a wish behind a model id', () => {
  test('is taken off, and nothing else is', () => {
    expect(splitWish('claude-sonnet-4-6:mock-pause-turn')).toEqual({ model: 'claude-sonnet-4-6', wish: 'pause-turn' });
    for (const model of ['a/b:free', 'a/b:nitro', 'a/b@preset/mock-x', 'claude-opus-4-8', 'x:planning:y', ':mock-']) {
      expect(splitWish(model)).toEqual({ model, wish: undefined });
    }
  });

  test.each(DOOR_NAMES)('is told by %s when there is no such wish', async (door) => {
    const { status, headers, body } = await refusalOf(mockOf(), door, ask(door, { model: 'claude-x:mock-nonsense' }));
    expect([status, headers['x-mock-source'], headers['x-should-retry']]).toEqual([400, 'mock', 'false']);
    for (const { name } of WISHES) expect(body.error['message']).toContain(name);
  });

  test.each(DOOR_NAMES)('is not in the model that %s answers with', async (door) => {
    const { model } = await messageOf(mockOf(), door, ask(door, { model: 'acme/one:mock-refusal' }));
    expect(model).toBe('acme/one');
  });

  test('yields to the header', async () => {
    const body = ask('anthropic', { model: 'claude-sonnet-4-6:mock-refusal' });
    const { stop_reason } = await messageOf(mockOf(), 'anthropic', body, { 'x-mock-wish': 'empty' });
    expect(stop_reason).toBe('end_turn');
  });
});

describe('a reply style', () => {
  test('is read as it is written, or not at all', () => {
    expect(parseReplyStyle('echo')).toEqual({ kind: 'echo' });
    expect(parseReplyStyle('text:Hello: you')).toEqual({ kind: 'text', text: 'Hello: you' });
    expect(parseReplyStyle('tokens:42')).toEqual({ kind: 'tokens', count: 42 });
    for (const wrong of ['', 'text:', 'tokens:0', 'tokens:x', 'tokens:9999999', 'loud']) {
      expect(parseReplyStyle(wrong)).toBeUndefined();
    }
  });

  test('follows the header before the option, and an unknown one is told', async () => {
    const mock = mockOf({ reply: 'echo' });
    const body = ask('anthropic', { messages: [{ role: 'user', content: 'Say this back' }] });
    expect(await messageOf(mock, 'anthropic', body)).toMatchObject({ content: [{ text: 'Say this back' }] });
    const fixed = await messageOf(mock, 'anthropic', body, { 'x-mock-reply': 'text:Fixed' });
    expect(fixed).toMatchObject({ content: [{ text: 'Fixed' }] });
    const { status, body: refusal } = await refusalOf(mock, 'anthropic', body, { 'x-mock-reply': 'loud' });
    expect([status, refusal.error['message']]).toEqual([400, expect.stringContaining('realistic, echo, lorem')]);
  });

  test('of a number of tokens gives exactly that number', async () => {
    const message = await messageOf(mockOf({ reply: 'tokens:321' }), 'anthropic', ask('anthropic'));
    expect(message).toMatchObject({ stop_reason: 'end_turn', usage: { output_tokens: 321 } });
  });
});

test('the docs page is made from the table', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/on-demand.md'), 'utf8')).toBe(onDemandPage());
});
