import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/rules/limits.ts';
import { findings } from '../../src/rules/rules.ts';
import { testFamily } from './cases.ts';
import { contextOf, MANUAL, OPUS_5, OPUS_46, SONNET_45, tool, user } from './requests.ts';

const SONNET_4 = 'claude-sonnet-4-20250514';
const tools = [tool('look')];

testFamily('limits', LIMITS, [
  {
    id: 'max-tokens-zero-conflict',
    refuses: 'a stream of nothing',
    sent: { max_tokens: 0, stream: true },
    words: 'max_tokens: 0 cannot be combined with stream: true, which needs output.',
    accepts: {
      'nothing, to warm up the cache': { max_tokens: 0 },
      'nothing with tools that need not be used': { max_tokens: 0, tools, tool_choice: { type: 'auto' } },
      'nothing while thinking adaptively': { max_tokens: 0, thinking: { type: 'adaptive' }, model: OPUS_5 },
    },
  },
  {
    id: 'max-tokens-zero-conflict',
    refuses: 'thinking by a budget without output',
    sent: { max_tokens: 0, thinking: MANUAL },
    words: /thinking\.type "enabled"/,
    accepts: {},
  },
  {
    id: 'max-tokens-zero-conflict',
    refuses: 'structured output without output',
    sent: { max_tokens: 0, output_config: { format: { type: 'json_schema', schema: {} } } },
    words: /output_config\.format/,
    accepts: {},
  },
  {
    id: 'max-tokens-zero-conflict',
    refuses: 'a demanded call without output',
    sent: { max_tokens: 0, tools, tool_choice: { type: 'any' } },
    words: /tool_choice\.type "any"/,
    accepts: {},
  },
  {
    id: 'max-tokens-over-model',
    refuses: 'more tokens than the model can write',
    sent: { max_tokens: 64_001 },
    words:
      'max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-5-20250929',
    accepts: {
      'as many as it can': { max_tokens: 64_000 },
      'more on OpenRouter, which looks for another provider': { max_tokens: 64_001, to: 'openrouter' },
      'more of a model nobody knows': { max_tokens: 500_000, model: 'claude-opus-99' },
      'more with the header for long output': {
        max_tokens: 300_000,
        model: OPUS_46,
        betas: ['output-300k-2026-03-24'],
      },
    },
  },
  {
    id: 'effort-unsupported',
    refuses: 'effort of a model that knows none',
    sent: { output_config: { effort: 'high' } },
    words: 'This model does not support the effort parameter.',
    accepts: {
      'no effort': { output_config: { effort: null } },
      'effort on OpenRouter, which rounds it': { output_config: { effort: 'max' }, to: 'openrouter' },
      'the utmost effort of a newer model': { output_config: { effort: 'max' }, model: OPUS_5 },
    },
  },
  {
    id: 'effort-unsupported',
    refuses: 'a level that the model lacks',
    sent: { output_config: { effort: 'xhigh' }, model: OPUS_46 },
    words: "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.",
    accepts: {},
  },
  {
    id: 'prompt-too-long',
    refuses: 'more than the window holds',
    sent: { tokens: 200_001 },
    words: 'prompt is too long: 200001 tokens > 200000 maximum',
    accepts: {
      'a full window': { tokens: 200_000 },
      'it on a model with a larger window': { tokens: 200_001, model: OPUS_46 },
    },
  },
  {
    id: 'prompt-too-long',
    refuses: 'it on LLM Router',
    sent: { tokens: 1_000_001, model: 'anthropic/claude-opus-5:planning:openai/gpt-5-mini', to: 'llm-router' },
    words: 'prompt is too long: 1000001 tokens > 1000000 maximum',
    accepts: {},
  },
  {
    id: 'input-plus-max',
    refuses: 'an answer that may burst the window of an old model',
    sent: { tokens: 199_000, max_tokens: 4096, model: SONNET_4 },
    words:
      'input length and `max_tokens` exceed context limit: 199000 + 4096 > 200000, decrease input length or `max_tokens` and try again',
    accepts: {
      'one that just fits': { tokens: 199_000, max_tokens: 1000, model: SONNET_4 },
      'it on a newer model': { tokens: 199_000, max_tokens: 4096, model: SONNET_45 },
      'it with the header that cuts instead': {
        tokens: 199_000,
        max_tokens: 4096,
        model: SONNET_4,
        betas: ['model-context-window-exceeded-2025-08-26'],
      },
    },
  },
  {
    id: 'input-plus-max',
    refuses: 'any answer when the prompt fills the window of an old model',
    sent: { tokens: 200_000, max_tokens: 1, model: SONNET_4 },
    words: /^input length and `max_tokens` exceed context limit: 200000 \+ 1 > 200000,/,
    accepts: {},
  },
]);

describe('a prompt that is too long', () => {
  test('is told as a matter of the context', () => {
    expect(findings(contextOf({ tokens: 200_001 }))[0]?.finding.code).toBe('context_length');
  });

  test('is not even counted when something before it is at fault', () => {
    const context = { ...contextOf({ messages: [user()] }), inputTokens: () => expect.unreachable() };
    expect(findings(context, 1).map(({ rule }) => rule.id)).toEqual(['empty-content']);
  });
});
