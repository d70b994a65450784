/** What the rows of the Claude models are made of: prices, efforts, ways of thinking, and what a generation has in common. */
import type { Effort, ModelPrice, ModelTraits } from '../model.ts';

export const FIVE: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];
export const FOUR: readonly Effort[] = ['low', 'medium', 'high', 'max'];
export const THREE: readonly Effort[] = ['low', 'medium', 'high'];

/**
 * Cache writes cost 1.25 (5 minutes) and 2 (1 hour) times the input: the documented multipliers. Reads cost a tenth, but less on
 * some models from September 2026 on.
 */
export function price(input: number, output: number, cacheRead = input / 10): ModelPrice {
  const cents = (value: number): number => Math.round(value * 10000) / 10000;
  return {
    input,
    output,
    cacheWrite5m: cents(input * 1.25),
    cacheWrite1h: cents(input * 2),
    cacheRead: cents(cacheRead),
  };
}

type Row = Pick<
  ModelTraits,
  'id' | 'slug' | 'displayName' | 'createdAt' | 'price' | 'minCacheTokens' | 'thinking' | 'efforts' | 'toolPromptTokens'
> &
  Partial<ModelTraits>;

/** What all Claude models have in common. */
export function claude(row: Row): ModelTraits {
  return {
    provider: 'Anthropic',
    known: true,
    contextWindow: 1_000_000,
    maxOutput: 128_000,
    prefill: false,
    sampling: 'fixed',
    systemMessages: false,
    forcedTools: true,
    tokenScale: 1.3,
    ...row,
  };
}

/** A model of the 4.5 generation: the small window, prefill and the older tokenizer. */
export function claude45(row: Row): ModelTraits {
  return claude({
    contextWindow: 200_000,
    maxOutput: 64_000,
    prefill: true,
    sampling: 'one',
    tokenScale: 1,
    ...row,
  });
}

/** A model before 4.5: the window is refused rather than cut, and there is no structured output. */
export function claudeOld(row: Row): ModelTraits {
  return claude45({ sampling: 'free', outputSharesWindow: true, structuredOutputs: false, retired: true, ...row });
}

export const ALWAYS: ModelTraits['thinking'] = { modes: ['adaptive'], default: 'always', display: 'omitted' };
export const ADAPTIVE_ON: ModelTraits['thinking'] = { modes: ['adaptive'], default: 'on', display: 'omitted' };
export const ADAPTIVE_OFF: ModelTraits['thinking'] = { modes: ['adaptive'], default: 'off', display: 'omitted' };
export const EITHER: ModelTraits['thinking'] = {
  modes: ['adaptive', 'enabled'],
  default: 'off',
  display: 'summarized',
};
export const MANUAL: ModelTraits['thinking'] = { modes: ['enabled'], default: 'off', display: 'summarized' };
export const INTERLEAVED: ModelTraits['thinking'] = { ...MANUAL, interleaved: true };

// Fable's and Mythos' tool prompt overheads are not published: those of Opus 5 stand in.
export const OPUS_5_TOOLS = { auto: 286, forced: 406 };
