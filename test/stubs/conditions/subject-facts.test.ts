import { describe, expect, test } from 'vitest';
import { factsOf, turnOf } from '../../../src/stubs/conditions/subject-facts.ts';
import { bringing, subjectOf } from '../subject-of.ts';

const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown) => ({ role: 'assistant', content });
const text = (text: string) => ({ type: 'text', text });
const use = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} };

const turn = (...messages: unknown[]) => turnOf({ messages });

describe('the turn of a conversation', () => {
  test('is one more than the answers given so far', () => {
    expect(turn(user('a'))).toBe(1);
    expect(turn(user('a'), assistant('b'), user('c'))).toBe(2);
    expect(turn(user('a'), assistant('b'), assistant('c'), user('d'))).toBe(2);
    expect(turn(user('a'), assistant('b'), { role: 'system', content: 's' }, assistant('c'), user('d'))).toBe(2);
    expect(turnOf(bringing().request)).toBe(2);
  });

  test('does not count the beginning of an answer, but one that paused', () => {
    expect(turn(user('a'), assistant('The answer is'))).toBe(1);
    expect(turn(user('a'), assistant([text('Let me see.'), use]))).toBe(2);
  });

  test('is the first one where nothing was said', () => {
    expect(turn()).toBe(1);
    expect(turnOf({ messages: null })).toBe(1);
  });
});

describe('the last user text', () => {
  const last = (...messages: unknown[]) => factsOf(subjectOf({ messages })).lastUserText?.text;

  test('joins the text blocks of the last user message that says something besides tool results', () => {
    expect(last(user('a'), user([text('b'), text('c')]))).toBe('b\nc');
    expect(last(user('a'), assistant('b'), user([{ type: 'tool_result', tool_use_id: 'x', content: 'c' }]))).toBe('a');
    expect(last(user('a'), user([text('')]), assistant('b'))).toBe('a');
    expect(last(assistant('b'))).toBeUndefined();
  });
});

describe('the results of tools', () => {
  test('know the name of the tool by the call they answer', () => {
    const [result] = factsOf(bringing({ content: [text('a'), { type: 'image' }, text('b')] })).results;
    expect(result).toMatchObject({ tool: 'get_weather', id: 'toolu_1', isError: false, said: { text: 'a\nb' } });
  });

  test('are those of the last message only, a system message behind it aside', () => {
    const { body } = bringing();
    const { messages } = body as { messages: unknown[] };
    expect(factsOf(subjectOf({ messages: [...messages, { role: 'system', content: 's' }] })).results).toHaveLength(1);
    expect(factsOf(subjectOf({ messages: [...messages, assistant('x'), user('y')] })).results).toEqual([]);
  });
});

test('a request that was refused has facts as well', () => {
  const odd = [
    null,
    1,
    'x',
    [],
    { role: 5, content: { a: 1 } },
    user([null, 'x', { type: 7 }, { type: 'text', text: 1 }]),
  ];
  const facts = factsOf(subjectOf({ model: 7, messages: odd, tools: 'x', system: 9, tool_choice: null }));
  expect([facts.model, facts.turn, facts.tools, facts.system, facts.lastUserText, facts.results]).toEqual([
    '',
    1,
    [],
    undefined,
    undefined,
    [],
  ]);
  expect([facts.has('image'), facts.messages.length]).toEqual([false, 3]);
});
