import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, test } from 'vitest';
import { mockTest, type Times, useMock } from '../../src/testing/vitest.ts';
import { say } from './hello.ts';

describe('useMock of Vitest', () => {
  const mock = useMock({ failOnUnmatched: true, failOnUnused: true });

  test('leads the client to the mock, whose requests are then expected', async () => {
    mock.stub({ when: { text: 'hello' }, respond: { text: 'Hi there' } });
    expect(await say('hello')).toBe('Hi there');
    expect(mock).toHaveReceivedMessage({ text: 'hello' }, { times: 1 });
    expect(mock).not.toHaveReceivedMessage({ text: 'good bye' });
  });

  test('knows of the tools that were called', async () => {
    mock.stub({ respond: { content: { type: 'tool_use', name: 'search', input: { query: 'rivers', limit: 3 } } } });
    const tool = { name: 'search', input_schema: { type: 'object' as const } };
    const messages = [{ role: 'user' as const, content: 'Search!' }];
    await new Anthropic().messages.create({ model: 'claude-sonnet-4-6', max_tokens: 100, tools: [tool], messages });
    expect(mock).toHaveCalledTool('search');
    expect(mock).toHaveCalledTool('search', { query: 'rivers' });
    expect(mock).not.toHaveCalledTool('search', { query: 'lakes' });
    expect(() => expect(mock).toHaveCalledTool('answer')).toThrow(/answer[\s\S]*search/);
  });

  test('knows what was used', async () => {
    mock.stub({ respond: { text: 'Hi', usage: { input_tokens: 10, output_tokens: 20 } } });
    await say('hello');
    expect(mock).toHaveUsedAtMost({ requests: 1, tokens: 30 });
    expect(mock).not.toHaveUsedAtMost({ outputTokens: 19 });
    expect(() => expect(mock).toHaveUsedAtMost({ outputTokens: 19 })).toThrow(/outputTokens\n.*at most 19\n.*20/);
  });

  test('judges how the client bears what goes wrong', async () => {
    mock.stub({ respond: { text: 'Hi' } });
    await say('hello');
    expect(mock).toBeResilient();
    const content = [{ type: 'tool_result' as const, tool_use_id: 'toolu_1', content: 'x' }];
    const asked = { model: 'claude-sonnet-4-6', max_tokens: 100, messages: [{ role: 'user' as const, content }] };
    await expect(new Anthropic().messages.create(asked)).rejects.toThrow('400');
    expect(mock).not.toBeResilient();
    expect(() => expect(mock).toBeResilient()).toThrow(/orphan-tool-result[\s\S]*"toolu_1"/);
  });

  test('shows the nearest request when none fits', async () => {
    mock.stub({ respond: { text: 'Hi' } });
    await say('good bye');
    expect(() => expect(mock).toHaveReceivedMessage({ text: 'hello' })).toThrow(/"hello"[\s\S]*"good bye"/);
  });

  test('refuses what it would not understand, rather than pass', () => {
    const misspelt: object = { txt: 'hello' };
    expect(() => expect(mock).toHaveReceivedMessage(misspelt)).toThrow('Did you mean "text"?');
    const often: object = { time: 1 };
    expect(() => expect(mock).toHaveReceivedMessage({}, often)).toThrow('Did you mean "times"?');
    const bare = 2 as unknown as Times;
    expect(() => expect(mock).toHaveReceivedMessage({}, bare)).toThrow('{ times: 2 }');
  });

  test('takes a mock and a session as well, and nothing else', () => {
    expect(mock.mock).not.toHaveReceivedMessage();
    expect(mock.session).not.toHaveReceivedMessage();
    expect(() => expect({}).toHaveReceivedMessage()).toThrow(/for a mock, a session/);
  });

  test('needs no network', async () => {
    mock.stub({ respond: { text: 'Hi' } });
    const client = new Anthropic({ baseURL: 'https://api.anthropic.com', apiKey: 'any', fetch: mock.fetch });
    expect(await say('hello', client)).toBe('Hi');
  });
});

const sessionTest = mockTest({ failOnUnused: true });

describe('mockTest', () => {
  sessionTest.concurrent.for(Array.from({ length: 20 }, (_, index) => index))(
    'gives a test of its own, while others run (%i)',
    async (index, { mock, expect }) => {
      mock.stub({ when: { text: 'hello' }, respond: { text: `Hi ${index}` } });
      const client = new Anthropic({ baseURL: mock.url, apiKey: 'any', maxRetries: 0 });
      expect(await Promise.all([say('hello', client), say('hello', client)])).toEqual([`Hi ${index}`, `Hi ${index}`]);
      expect(mock).toHaveReceivedMessage({ text: 'hello' }, { times: 2 });
      expect(mock.mock).not.toHaveReceivedMessage();
    },
  );
});
