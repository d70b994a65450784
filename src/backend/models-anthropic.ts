/** The Claude models: one row each, facts as of August 2026 from Anthropic's model, pricing, caching and thinking pages. */
import type { Effort, ModelPrice, ModelTraits } from '../model.ts';

const FIVE: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];
const FOUR: readonly Effort[] = ['low', 'medium', 'high', 'max'];
const THREE: readonly Effort[] = ['low', 'medium', 'high'];

/** Cache writes cost 1.25 (5 minutes) and 2 (1 hour) times the input, reads a tenth: the documented multipliers. */
function price(input: number, output: number): ModelPrice {
  const cents = (value: number): number => Math.round(value * 10000) / 10000;
  return {
    input,
    output,
    cacheWrite5m: cents(input * 1.25),
    cacheWrite1h: cents(input * 2),
    cacheRead: cents(input / 10),
  };
}

type Row = Pick<
  ModelTraits,
  'id' | 'slug' | 'displayName' | 'createdAt' | 'price' | 'minCacheTokens' | 'thinking' | 'efforts' | 'toolPromptTokens'
> &
  Partial<ModelTraits>;

/** What all Claude models have in common. */
function claude(row: Row): ModelTraits {
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
function claude45(row: Row): ModelTraits {
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
function claudeOld(row: Row): ModelTraits {
  return claude45({ sampling: 'free', outputSharesWindow: true, structuredOutputs: false, retired: true, ...row });
}

const ALWAYS: ModelTraits['thinking'] = { modes: ['adaptive'], default: 'always', display: 'omitted' };
const ADAPTIVE_ON: ModelTraits['thinking'] = { modes: ['adaptive'], default: 'on', display: 'omitted' };
const ADAPTIVE_OFF: ModelTraits['thinking'] = { modes: ['adaptive'], default: 'off', display: 'omitted' };
const EITHER: ModelTraits['thinking'] = { modes: ['adaptive', 'enabled'], default: 'off', display: 'summarized' };
const MANUAL: ModelTraits['thinking'] = { modes: ['enabled'], default: 'off', display: 'summarized' };
const INTERLEAVED: ModelTraits['thinking'] = { ...MANUAL, interleaved: true };

// Fable's and Mythos' tool prompt overheads are not published: those of Opus 5 stand in.
const OPUS_5_TOOLS = { auto: 286, forced: 406 };

// Newest first, and by that order `-latest` is decided.
export const ANTHROPIC_MODELS: readonly ModelTraits[] = [
  claude({
    id: 'claude-opus-5',
    slug: 'anthropic/claude-opus-5',
    displayName: 'Claude Opus 5',
    createdAt: '2026-07-24T00:00:00Z',
    price: price(5, 25),
    minCacheTokens: 512,
    thinking: { ...ADAPTIVE_ON, disabledUpTo: 'high' },
    efforts: FIVE,
    toolPromptTokens: OPUS_5_TOOLS,
    systemMessages: true,
    fastPriceFactor: 2,
  }),
  claude({
    id: 'claude-sonnet-5',
    slug: 'anthropic/claude-sonnet-5',
    displayName: 'Claude Sonnet 5',
    createdAt: '2026-06-30T00:00:00Z',
    price: price(2, 10),
    minCacheTokens: 1024,
    thinking: ADAPTIVE_ON,
    efforts: FIVE,
    toolPromptTokens: { auto: 354, forced: 474 },
    // Anthropic's page says no, its service and OpenRouter's page say yes: see docs/deviations.md.
    systemMessages: true,
  }),
  claude({
    id: 'claude-fable-5',
    slug: 'anthropic/claude-fable-5',
    displayName: 'Claude Fable 5',
    createdAt: '2026-06-09T00:00:00Z',
    price: price(10, 50),
    minCacheTokens: 512,
    thinking: ALWAYS,
    efforts: FIVE,
    toolPromptTokens: OPUS_5_TOOLS,
    systemMessages: true,
  }),
  claude({
    id: 'claude-mythos-5',
    slug: 'anthropic/claude-mythos-5',
    displayName: 'Claude Mythos 5',
    createdAt: '2026-06-09T00:00:00Z',
    price: price(10, 50),
    minCacheTokens: 512,
    thinking: ALWAYS,
    efforts: FIVE,
    toolPromptTokens: OPUS_5_TOOLS,
    systemMessages: true,
  }),
  claude({
    id: 'claude-opus-4-8',
    slug: 'anthropic/claude-opus-4.8',
    displayName: 'Claude Opus 4.8',
    createdAt: '2026-05-28T00:00:00Z',
    price: price(5, 25),
    minCacheTokens: 1024,
    thinking: ADAPTIVE_OFF,
    efforts: FIVE,
    toolPromptTokens: { auto: 290, forced: 410 },
    systemMessages: true,
    fastPriceFactor: 2,
  }),
  claude({
    id: 'claude-opus-4-7',
    slug: 'anthropic/claude-opus-4.7',
    displayName: 'Claude Opus 4.7',
    createdAt: '2026-04-16T00:00:00Z',
    price: price(5, 25),
    minCacheTokens: 2048,
    thinking: ADAPTIVE_OFF,
    efforts: FIVE,
    toolPromptTokens: { auto: 675, forced: 804 },
    fastPriceFactor: 6,
  }),
  claude({
    // Its price and output limit are unpublished: those of Mythos 5 stand in. It thinks always, in either mode.
    id: 'claude-mythos-preview',
    slug: 'anthropic/claude-mythos-preview',
    displayName: 'Claude Mythos Preview',
    createdAt: '2026-04-07T00:00:00Z',
    price: price(10, 50),
    minCacheTokens: 2048,
    thinking: { ...ALWAYS, modes: ['adaptive', 'enabled'] },
    efforts: FOUR,
    toolPromptTokens: OPUS_5_TOOLS,
    forcedTools: false,
  }),
  claude({
    id: 'claude-sonnet-4-6',
    slug: 'anthropic/claude-sonnet-4.6',
    canonicalSlug: 'anthropic/claude-4.6-sonnet-20260217',
    displayName: 'Claude Sonnet 4.6',
    createdAt: '2026-02-17T00:00:00Z',
    price: price(3, 15),
    minCacheTokens: 1024,
    thinking: { ...EITHER, interleaved: true },
    efforts: FOUR,
    toolPromptTokens: { auto: 497, forced: 589 },
    sampling: 'one',
    tokenScale: 1,
  }),
  claude({
    id: 'claude-opus-4-6',
    slug: 'anthropic/claude-opus-4.6',
    canonicalSlug: 'anthropic/claude-4.6-opus-20260205',
    displayName: 'Claude Opus 4.6',
    createdAt: '2026-02-05T00:00:00Z',
    price: price(5, 25),
    minCacheTokens: 4096,
    thinking: EITHER,
    efforts: FOUR,
    toolPromptTokens: { auto: 497, forced: 589 },
    sampling: 'one',
    tokenScale: 1,
    fastPriceFactor: 6,
  }),
  claude45({
    id: 'claude-opus-4-5-20251101',
    slug: 'anthropic/claude-opus-4.5',
    canonicalSlug: 'anthropic/claude-4.5-opus-20251124',
    displayName: 'Claude Opus 4.5',
    createdAt: '2025-11-24T00:00:00Z',
    price: price(5, 25),
    minCacheTokens: 4096,
    thinking: INTERLEAVED,
    efforts: THREE,
    toolPromptTokens: { auto: 496, forced: 588 },
  }),
  claude45({
    id: 'claude-haiku-4-5-20251001',
    slug: 'anthropic/claude-haiku-4.5',
    canonicalSlug: 'anthropic/claude-4.5-haiku-20251001',
    displayName: 'Claude Haiku 4.5',
    createdAt: '2025-10-15T00:00:00Z',
    price: price(1, 5),
    minCacheTokens: 4096,
    thinking: MANUAL,
    efforts: [],
    toolPromptTokens: { auto: 496, forced: 588 },
  }),
  claude45({
    id: 'claude-sonnet-4-5-20250929',
    slug: 'anthropic/claude-sonnet-4.5',
    canonicalSlug: 'anthropic/claude-4.5-sonnet-20250929',
    displayName: 'Claude Sonnet 4.5',
    createdAt: '2025-09-29T00:00:00Z',
    price: price(3, 15),
    minCacheTokens: 1024,
    thinking: INTERLEAVED,
    efforts: [],
    toolPromptTokens: { auto: 496, forced: 588 },
  }),
  claudeOld({
    id: 'claude-opus-4-1-20250805',
    slug: 'anthropic/claude-opus-4.1',
    canonicalSlug: 'anthropic/claude-4.1-opus-20250805',
    displayName: 'Claude Opus 4.1',
    createdAt: '2025-08-05T00:00:00Z',
    maxOutput: 32_000,
    price: price(15, 75),
    minCacheTokens: 1024,
    thinking: INTERLEAVED,
    efforts: [],
    toolPromptTokens: { auto: 313, forced: 315 },
    sampling: 'one',
  }),
  claudeOld({
    id: 'claude-opus-4-20250514',
    slug: 'anthropic/claude-opus-4',
    canonicalSlug: 'anthropic/claude-4-opus-20250522',
    displayName: 'Claude Opus 4',
    createdAt: '2025-05-22T00:00:00Z',
    maxOutput: 32_000,
    price: price(15, 75),
    minCacheTokens: 1024,
    thinking: INTERLEAVED,
    efforts: [],
    toolPromptTokens: { auto: 313, forced: 315 },
  }),
  claudeOld({
    id: 'claude-sonnet-4-20250514',
    slug: 'anthropic/claude-sonnet-4',
    canonicalSlug: 'anthropic/claude-4-sonnet-20250522',
    displayName: 'Claude Sonnet 4',
    createdAt: '2025-05-22T00:00:00Z',
    price: price(3, 15),
    minCacheTokens: 1024,
    thinking: INTERLEAVED,
    efforts: [],
    toolPromptTokens: { auto: 313, forced: 315 },
  }),
  claudeOld({
    id: 'claude-3-5-haiku-20241022',
    slug: 'anthropic/claude-3.5-haiku',
    canonicalSlug: 'anthropic/claude-3-5-haiku',
    displayName: 'Claude Haiku 3.5',
    createdAt: '2024-10-22T00:00:00Z',
    maxOutput: 8_192,
    price: price(0.8, 4),
    minCacheTokens: 2048,
    thinking: { modes: [], default: 'off', display: 'summarized' },
    efforts: [],
    toolPromptTokens: { auto: 264, forced: 355 },
  }),
];
