import { describe, expect, test } from 'vitest';
import { countTokensViolations, replyViolations, requestViolations } from '../../src/contract/validator.ts';
import { CLAUDE_CODE, ROUTED, SMALL, TOOL_LOOP } from './requests.ts';
import { said, user } from './said.ts';

describe('a request that keeps the contract is accepted', () => {
  test.each(['anthropic', 'openrouter', 'llm-router'] as const)('by %s, small or with a tool loop', (dialect) => {
    expect(requestViolations(dialect, 'latest', SMALL)).toEqual([]);
    expect(requestViolations(dialect, 'latest', TOOL_LOOP)).toEqual([]);
    expect(requestViolations(dialect, 'legacy', SMALL)).toEqual([]);
  });

  test('by anthropic when Claude Code sends it', () => expect(said(CLAUDE_CODE)).toEqual([]));

  test('by openrouter with routing fields, unknown fields and unknown tools', () => {
    expect(requestViolations('openrouter', 'latest', { ...ROUTED, something_new: 1 })).toEqual([]);
  });

  test('by llm-router without a model when tags choose it, with named system messages and unknown blocks', () => {
    const gateway = {
      tags: [{ name: 'code', models: ['a/b'] }],
      chatHistoryOptimization: { enabled: true, score: 0.6 },
    };
    const messages = [{ role: 'system', name: 'ops', content: [{ type: 'from_the_future', x: 1 }] }];
    expect(requestViolations('llm-router', 'latest', { messages, gateway, response_format: {} })).toEqual([]);
  });

  test('even where a rule will refuse it with words of its own', () => {
    expect(said({ messages: [] })).toEqual([]);
    expect(said(user({ type: 'text', text: '' }))).toEqual([]);
    expect(said({ messages: [{ role: 'user', content: [] }], max_tokens: 0 })).toEqual([]);
    expect(requestViolations('openrouter', 'latest', { model: 'm', messages: null })).toEqual([]);
  });
});

describe('openrouter', () => {
  test('checks a known tool against its own kind only', () => {
    const body = { ...SMALL, tools: [{ type: 'web_search_20250305', name: 'search' }] };
    expect(requestViolations('openrouter', 'latest', body)).toMatchObject([
      { path: ['tools', 0, 'name'], code: 'enum' },
    ]);
  });

  test('keeps the provider object closed', () => {
    const body = { ...SMALL, provider: { only: ['a'], onyl: ['b'] } };
    expect(requestViolations('openrouter', 'latest', body)).toMatchObject([
      { path: ['provider', 'onyl'], code: 'extra' },
    ]);
  });

  test('has narrower limits in its legacy profile, and is otherwise the same', () => {
    const long = { ...ROUTED, user: 'u'.repeat(200), session_id: 's'.repeat(200), temperature: 3 };
    expect(requestViolations('openrouter', 'latest', long)).toEqual([]);
    expect(requestViolations('openrouter', 'legacy', long).map(({ path, words }) => `${path}: ${words}`)).toEqual([
      'max_tokens: Field required',
      'session_id: String should have at most 128 characters',
      'user: String should have at most 128 characters',
      'temperature: Input should be less than or equal to 2',
    ]);
    expect(requestViolations('openrouter', 'legacy', { ...SMALL, user: 'u'.repeat(300) })).toMatchObject([
      { words: 'String should have at most 128 characters' },
    ]);
    expect(requestViolations('openrouter', 'legacy', { ...SMALL, provider: { x: 1 } })).toHaveLength(1);
    expect(requestViolations('anthropic', 'legacy', { ...SMALL, model: 1 })).toHaveLength(1);
  });

  test('counts characters by code point', () => {
    expect(requestViolations('openrouter', 'latest', { ...SMALL, user: '😀'.repeat(256) })).toEqual([]);
    expect(requestViolations('openrouter', 'latest', { ...SMALL, user: '😀'.repeat(257) })).toHaveLength(1);
  });
});

describe('counting tokens', () => {
  test('needs no max_tokens and takes the rest of a create body', () => {
    const { max_tokens: _unused, ...body } = TOOL_LOOP;
    expect(countTokensViolations('anthropic', body)).toEqual([]);
    expect(countTokensViolations('anthropic', CLAUDE_CODE)).toEqual([]);
    expect(countTokensViolations('anthropic', { model: 'm' })).toMatchObject([{ path: ['messages'] }]);
  });
});

describe('replies', () => {
  const usage = { input_tokens: 1, output_tokens: 2 };
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [{ type: 'text', text: 'Hi' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage,
  };

  test('of anthropic and llm-router may leave out what is null', async () => {
    expect(await replyViolations('anthropic', 'response', message)).toEqual([]);
    const planned = {
      ...usage,
      planning_usage_details: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2, cost: 0.1 },
    };
    expect(await replyViolations('llm-router', 'response', { ...message, usage: planned })).toEqual([]);
  });

  test('of openrouter need everything its contract requires', async () => {
    const missing = await replyViolations('openrouter', 'response', message);
    expect(missing.map(({ path }) => path.join('.'))).toContain('usage.cache_creation_input_tokens');
  });

  test('are checked in streams and refusals as well', async () => {
    expect(
      await replyViolations('anthropic', 'stream-event', {
        type: 'message_start',
        message: { ...message, content: [], stop_reason: null },
      }),
    ).toEqual([]);
    expect(
      await replyViolations('anthropic', 'stream-event', {
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'text_delta' },
      }),
    ).toMatchObject([{ path: ['delta', 'text'], words: 'Field required' }]);
    expect(await replyViolations('openrouter', 'stream-event', { type: 'ping' })).toEqual([]);
    expect(
      await replyViolations('anthropic', 'error', {
        type: 'error',
        error: { type: 'api_error', message: 'x' },
        request_id: 'req_1',
      }),
    ).toEqual([]);
    expect(
      await replyViolations('openrouter', 'error', {
        type: 'error',
        error: { type: 'oops', message: 'x' },
        request_id: null,
      }),
    ).toHaveLength(1);
  });
});
