import { THINKING } from '../../src/rules/thinking.ts';
import { testFamily } from './cases.ts';
import { FABLE_5, MANUAL, OPUS_5, OPUS_46, OPUS_55, SONNET_45 } from './requests.ts';

const ADAPTIVE = { type: 'adaptive' } as const;
const DISABLED = { type: 'disabled' } as const;
// The type of requests does not name it yet; the schema takes it.
const BETWEEN_TOOLS = { type: 'between_tools' } as unknown as typeof DISABLED;
const INTERLEAVED = ['interleaved-thinking-2025-05-14'];

testFamily('thinking', THINKING, [
  {
    id: 'thinking-enabled-removed',
    refuses: 'a budget on a model that thinks adaptively',
    sent: { thinking: MANUAL, model: OPUS_5 },
    words:
      '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    accepts: {
      'a budget on 4.6, where it is merely out of fashion': { thinking: MANUAL, model: OPUS_46 },
      'a budget on OpenRouter, which ignores it': {
        thinking: MANUAL,
        model: 'anthropic/claude-opus-5',
        to: 'openrouter',
      },
      'adaptive thinking': { thinking: ADAPTIVE, model: OPUS_5 },
    },
  },
  {
    id: 'thinking-adaptive-unsupported',
    refuses: 'adaptive thinking on 4.5',
    sent: { thinking: ADAPTIVE, model: SONNET_45 },
    words: 'adaptive thinking is not supported on this model',
    accepts: {
      'it on 4.6': { thinking: ADAPTIVE, model: OPUS_46 },
      'it on OpenRouter': { thinking: ADAPTIVE, model: SONNET_45, to: 'openrouter' },
      'it on a model nobody knows': { thinking: ADAPTIVE, model: 'claude-opus-99' },
    },
  },
  {
    id: 'thinking-disabled-unsupported',
    refuses: 'switching off what cannot be switched off',
    sent: { thinking: DISABLED, model: FABLE_5 },
    words: /^"thinking\.type\.disabled" is not supported for this model\. Thinking defaults to adaptive mode/,
    accepts: {
      'switching off what is merely on': { thinking: DISABLED, model: 'claude-sonnet-5' },
      'switching off what is off': { thinking: DISABLED, model: SONNET_45 },
    },
  },
  {
    id: 'thinking-disabled-unsupported',
    refuses: 'the same in newer words on newer models',
    sent: { thinking: DISABLED, model: OPUS_55 },
    words:
      '"thinking.type.disabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    accepts: {
      'switching it off on Haiku 5.5': { thinking: DISABLED, model: 'claude-haiku-5-5' },
      'thinking as it comes': { thinking: ADAPTIVE, model: OPUS_55 },
    },
  },
  {
    id: 'thinking-disabled-unsupported',
    refuses: 'it on Sonnet 5.5, at any effort',
    sent: { thinking: DISABLED, output_config: { effort: 'max' }, model: 'claude-sonnet-5-5' },
    words: /^"thinking\.type\.disabled" is not supported for this model\. Use "thinking\.type\.between_tools"/,
    accepts: { 'what takes its place there': { thinking: BETWEEN_TOOLS, model: 'claude-sonnet-5-5' } },
  },
  {
    id: 'thinking-between-tools-effort',
    refuses: 'much effort with little thinking',
    sent: { thinking: BETWEEN_TOOLS, output_config: { effort: 'xhigh' }, model: 'claude-sonnet-5-5' },
    words: /^output_config\.effort 'xhigh' is not supported with "thinking\.type\.between_tools" on this model\./,
    accepts: {
      'high effort with little thinking': {
        thinking: BETWEEN_TOOLS,
        output_config: { effort: 'high' },
        model: 'claude-sonnet-5-5',
      },
      'much effort with thinking': { output_config: { effort: 'max' }, model: 'claude-sonnet-5-5' },
      'little thinking on a model of which no refusal is known': {
        thinking: BETWEEN_TOOLS,
        output_config: { effort: 'max' },
        model: OPUS_5,
      },
    },
  },
  {
    id: 'thinking-disabled-effort',
    refuses: 'much effort without thinking on Haiku 5.5',
    sent: { thinking: DISABLED, output_config: { effort: 'max' }, model: 'claude-haiku-5-5' },
    words: /^output_config\.effort 'max' is not supported when thinking is disabled on this model\./,
    accepts: {
      'its usual effort': { thinking: DISABLED, output_config: { effort: 'medium' }, model: 'claude-haiku-5-5' },
    },
  },
  {
    id: 'thinking-disabled-effort',
    refuses: 'much effort without thinking on Opus 5',
    sent: { thinking: DISABLED, output_config: { effort: 'xhigh' }, model: OPUS_5 },
    words:
      "output_config.effort 'xhigh' is not supported when thinking is disabled on this model. Use effort 'high' or below, or enable thinking.",
    accepts: {
      'high effort without thinking': { thinking: DISABLED, output_config: { effort: 'high' }, model: OPUS_5 },
      'much effort with thinking': { output_config: { effort: 'max' }, model: OPUS_5 },
      'much effort without thinking on Opus 4.8': {
        thinking: DISABLED,
        output_config: { effort: 'max' },
        model: 'claude-opus-4-8',
      },
    },
  },
  {
    id: 'thinking-disabled-effort',
    refuses: 'it on OpenRouter too',
    sent: {
      thinking: DISABLED,
      output_config: { effort: 'max' },
      model: 'anthropic/claude-opus-5:nitro',
      to: 'openrouter',
    },
    words: /^output_config\.effort 'max'/,
    accepts: {},
  },
  {
    id: 'max-tokens-le-budget',
    refuses: 'a budget that takes all tokens',
    sent: { thinking: MANUAL, max_tokens: 2000 },
    words:
      '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
    accepts: {
      'a budget that leaves one token': { thinking: MANUAL, max_tokens: 2001 },
      'a budget without a limit, on OpenRouter': { thinking: MANUAL, max_tokens: undefined, to: 'openrouter' },
      'a large budget with interleaved thinking': { thinking: MANUAL, max_tokens: 1500, betas: INTERLEAVED },
      'a large budget on the model of another maker': {
        thinking: MANUAL,
        max_tokens: 1500,
        model: 'openai/gpt-5-mini',
        to: 'openrouter',
      },
    },
  },
  {
    id: 'max-tokens-le-budget',
    refuses: 'it on Haiku 4.5, which does not interleave whatever the header says',
    sent: { thinking: MANUAL, max_tokens: 1500, betas: INTERLEAVED, model: 'claude-haiku-4-5' },
    words: /^`max_tokens` must be greater/,
    accepts: {},
  },
]);
