import { SAMPLING } from '../../src/rules/sampling.ts';
import { testFamily } from './cases.ts';
import { MANUAL, OPUS_5, OPUS_46, SONNET_45 } from './requests.ts';

const HAIKU_35 = 'claude-3-5-haiku-latest';
const ON_OPENROUTER = { model: 'anthropic/claude-opus-5', to: 'openrouter' } as const;
const thinking = MANUAL;

testFamily('sampling', SAMPLING, [
  {
    id: 'sampling-removed-temperature',
    refuses: 'a temperature on a newer model',
    sent: { temperature: 0.5, model: OPUS_5 },
    words: '`temperature` is deprecated for this model.',
    accepts: {
      'the temperature it has anyway': { temperature: 1, model: OPUS_5 },
      'a temperature on OpenRouter, which ignores it': { temperature: 0.5, ...ON_OPENROUTER },
      'a temperature on 4.6': { temperature: 0.5, model: OPUS_46 },
    },
  },
  {
    id: 'sampling-removed-top-p',
    refuses: 'a top_p on a newer model',
    sent: { top_p: 0.98, model: OPUS_5 },
    words: '`top_p` is deprecated for this model.',
    accepts: {
      'nearly all': { top_p: 0.99, model: OPUS_5 },
      'both on a newer model on OpenRouter': { top_p: 0.5, temperature: 0.5, ...ON_OPENROUTER },
    },
  },
  {
    id: 'sampling-removed-top-k',
    refuses: 'a top_k on a newer model',
    sent: { top_k: 40, model: OPUS_5 },
    words: '`top_k` is deprecated for this model.',
    accepts: { 'a top_k on 4.5': { top_k: 40 }, 'no top_k': { top_k: null, model: OPUS_5 } },
  },
  {
    id: 'temperature-and-top-p',
    refuses: 'both temperature and top_p',
    sent: { temperature: 0.5, top_p: 0.9 },
    words: '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
    accepts: {
      'one of them': { top_p: 0.9 },
      'one of them and null': { temperature: 0.5, top_p: null },
      'both on an old model': { temperature: 0.5, top_p: 0.9, model: HAIKU_35 },
      'both on the model of another maker': {
        temperature: 0.5,
        top_p: 0.9,
        model: 'openai/gpt-5-mini',
        to: 'openrouter',
      },
    },
  },
  {
    id: 'temperature-and-top-p',
    refuses: 'both on OpenRouter',
    sent: { temperature: 0.5, top_p: 0.9, model: 'anthropic/claude-sonnet-4.5', to: 'openrouter' },
    words: /cannot both be specified/,
    accepts: {},
  },
  {
    id: 'temperature-thinking',
    refuses: 'a temperature with thinking',
    sent: { temperature: 0.5, thinking },
    words: /^`temperature` may only be set to 1 when thinking is enabled or in adaptive mode\. Please consult/,
    accepts: {
      '1 with thinking': { temperature: 1, thinking },
      'a temperature without thinking': { temperature: 0.5, thinking: { type: 'disabled' }, model: SONNET_45 },
      'it on OpenRouter, of which no refusal is known': { temperature: 0.5, thinking, to: 'openrouter' },
    },
  },
  {
    id: 'temperature-thinking',
    refuses: 'a temperature with adaptive thinking',
    sent: { temperature: 0, thinking: { type: 'adaptive' }, model: OPUS_46 },
    words: /adaptive mode/,
    accepts: {},
  },
  {
    id: 'top-p-thinking',
    refuses: 'a narrow top_p with thinking',
    sent: { top_p: 0.9, thinking },
    words: /^`top_p` must be greater than or equal to 0\.95 or unset when thinking is enabled\./,
    accepts: { 'a wide one with thinking': { top_p: 0.95, thinking }, 'a narrow one without': { top_p: 0.9 } },
  },
  {
    id: 'top-k-thinking',
    refuses: 'a top_k with thinking',
    sent: { top_k: 40, thinking },
    words:
      '`top_k` must be unset when thinking is enabled. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking',
    accepts: { 'a top_k without thinking': { top_k: 40 } },
  },
]);
