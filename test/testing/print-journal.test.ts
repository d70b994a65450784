import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock.ts';
import { printJournal } from '../../src/testing/print-journal.ts';
import { ask, DOORS } from '../support/wire.ts';

/** What is printed after a mock was asked these bodies. */
async function printed(bodies: unknown[], mock = createMock({ reply: 'text:Hi there' })): Promise<string[]> {
  for (const body of bodies) {
    await mock.fetch('/v1/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...DOORS.anthropic.headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }
  return printJournal(mock.requests(), 'a test').split('\n');
}

const say = (content: unknown, changes = {}) => ask('anthropic', { messages: [{ role: 'user', content }], ...changes });

describe('the printed journal', () => {
  test('tells how many there were, even none', async () => {
    expect(await printed([])).toEqual(['stuntdouble: 0 requests in "a test"']);
    expect(printJournal([], undefined)).toBe('stuntdouble: 0 requests');
  });

  test('says where they should have come when none did', () => {
    expect(printJournal([], 'a test', 'http://127.0.0.1:4010')).toBe(
      'stuntdouble: 0 requests in "a test"\n' +
        "  Nothing came to http://127.0.0.1:4010: is it the client's base URL, and was the answer awaited?",
    );
  });

  test('has three lines for an answer', async () => {
    expect(await printed([say('Hello!', { stream: true })])).toEqual([
      'stuntdouble: 1 request in "a test"',
      '  #1 POST /v1/messages  claude-sonnet-4-6  stream',
      '     user: Hello!',
      expect.stringMatching(/^ {5}200 synthetic {2}end_turn {2}\d+\+\d+ tokens {2}Hi there$/),
    ]);
  });

  test('names the stub that answered, and the call it made', async () => {
    const mock = createMock();
    mock.stub({ name: 'search', respond: { content: { type: 'tool_use', name: 'find', input: { a: 1 } } } });
    const tools = [{ name: 'find', input_schema: { type: 'object' } }];
    const [, , , stub, answer] = await printed([say('Find!', { tools })], mock);
    expect(stub).toBe('     stub: search');
    expect(answer).toMatch(/tool_use {2}\d+\+\d+ tokens {2}find \{"a":1\}$/);
  });

  test('tells what was refused and why', async () => {
    const lines = await printed([say('Hello!', { max_tokens: 'many' })]);
    expect(lines.at(-1)).toMatch(/^ {5}400 refusal {2}invalid_request_error: max_tokens: /);
  });

  test('shows results of tools and other blocks', async () => {
    const messages = [
      { role: 'user', content: 'Find!' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'find', input: {} }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_1', content: 'found' },
          { type: 'text', text: 'So?' },
        ],
      },
    ];
    expect((await printed([ask('anthropic', { messages })]))[2]).toBe('     user: [result] found So?');
  });

  test('keeps to one line what is long or has lines of its own', async () => {
    const [, , user] = await printed([say(`one\ntwo \u001b[31m${'x'.repeat(1000)}`)]);
    expect(user).toMatch(/^ {5}user: one two {2}\[31mx+…$/);
    expect(user!.length).toBeLessThan(180);
  });

  test('shows the last twenty, and how many went before', async () => {
    const lines = await printed(Array.from({ length: 23 }, (_, index) => say(`number ${index}`)));
    expect(lines[1]).toBe('  (3 earlier ones)');
    expect(lines.filter((line) => line.includes('user:'))).toHaveLength(20);
    expect(lines.join('\n')).not.toContain('number 2\n');
  });

  test.each([
    ['not JSON'],
    ['null'],
    ['[]'],
    ['{"messages": 1}'],
    ['{"messages": [null, {"role": "user", "content": [null, 1]}]}'],
  ])('survives the body %s', async (body) => {
    expect((await printed([body])).length).toBeGreaterThan(2);
  });
});
