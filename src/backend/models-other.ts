/** Models of other makers, as OpenRouter lists them, and the traits of a model nobody has heard of. */
import type { Effort, ModelPrice, ModelTraits } from '../model.ts';

const EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];

/**
 * OpenRouter turns the Messages request into whatever the maker's API wants and drops what does not fit, so nothing of the
 * request's shape is forbidden: both thinking modes, every effort, prefill, free sampling, system messages, forced tools.
 */
const PERMISSIVE = {
  minCacheTokens: 1024,
  thinking: { modes: ['adaptive', 'enabled'], default: 'off', display: 'summarized', interleaved: true },
  efforts: EFFORTS,
  prefill: true,
  sampling: 'free',
  systemMessages: true,
  forcedTools: true,
  toolPromptTokens: { auto: 0, forced: 0 },
  tokenScale: 1,
} as const satisfies Partial<ModelTraits>;

type Row = Pick<
  ModelTraits,
  'displayName' | 'createdAt' | 'provider' | 'contextWindow' | 'maxOutput' | 'inputModalities'
> & { slug: string; input: number; output: number; read: number | null; write: number | null };

function other({ slug, input, output, read, write, ...row }: Row): ModelTraits {
  return {
    ...PERMISSIVE,
    ...row,
    id: slug,
    slug,
    known: true,
    price: { input, output, cacheRead: read, cacheWrite5m: write, cacheWrite1h: null },
  };
}

/** Prices and windows from a snapshot of spring 2026. They drift: treat them as examples. Release dates are approximate. */
export const OTHER_MODELS: readonly ModelTraits[] = [
  other({
    slug: 'openai/gpt-5.4',
    displayName: 'GPT-5.4',
    provider: 'OpenAI',
    createdAt: '2026-03-05T00:00:00Z',
    contextWindow: 1_050_000,
    maxOutput: 128_000,
    input: 2.5,
    output: 15,
    read: 0.25,
    write: null,
  }),
  other({
    slug: 'google/gemini-3.1-flash-lite-preview',
    displayName: 'Gemini 3.1 Flash Lite Preview',
    provider: 'Google',
    createdAt: '2026-03-03T00:00:00Z',
    contextWindow: 1_048_576,
    maxOutput: 65_536,
    inputModalities: ['text', 'image', 'file', 'audio', 'video'],
    input: 0.25,
    output: 1.5,
    read: 0.025,
    write: 0.0833,
  }),
  other({
    slug: 'google/gemini-3.1-pro-preview',
    displayName: 'Gemini 3.1 Pro Preview',
    provider: 'Google',
    createdAt: '2026-02-19T00:00:00Z',
    contextWindow: 1_048_576,
    maxOutput: 65_536,
    inputModalities: ['text', 'image', 'file', 'audio', 'video'],
    input: 2,
    output: 12,
    read: 0.2,
    write: 0.375,
  }),
  other({
    slug: 'moonshotai/kimi-k2.5',
    displayName: 'Kimi K2.5',
    provider: 'Moonshot AI',
    createdAt: '2026-01-27T00:00:00Z',
    contextWindow: 262_144,
    maxOutput: 65_535,
    inputModalities: ['text', 'image'],
    input: 0.45,
    output: 2.2,
    read: 0.225,
    write: null,
  }),
  other({
    slug: 'deepseek/deepseek-chat-v3.1',
    displayName: 'DeepSeek V3.1',
    provider: 'DeepSeek',
    createdAt: '2025-08-21T00:00:00Z',
    contextWindow: 32_768,
    maxOutput: 7_168,
    inputModalities: ['text'],
    input: 0.15,
    output: 0.75,
    read: null,
    write: null,
  }),
  other({
    slug: 'openai/gpt-5-mini',
    displayName: 'GPT-5 Mini',
    provider: 'OpenAI',
    createdAt: '2025-08-07T00:00:00Z',
    contextWindow: 400_000,
    maxOutput: 128_000,
    input: 0.25,
    output: 2,
    read: 0.025,
    write: null,
  }),
];

// Not zero: code under test that adds up costs would look right while it is wrong.
const UNKNOWN_PRICE: ModelPrice = { input: 3, output: 15, cacheWrite5m: 3.75, cacheWrite1h: 6, cacheRead: 0.3 };

/**
 * Traits for an id that the catalogue does not hold: nothing is forbidden, and it costs what a Sonnet costs.
 *
 * @param id the id without variant, preset or planner
 */
export function unknownModel(id: string): ModelTraits {
  const slash = id.indexOf('/');
  const author = slash > 0 ? id.slice(0, slash) : '';
  return {
    ...PERMISSIVE,
    id,
    slug: id,
    displayName: id.slice(slash + 1),
    // The models endpoint's own way of saying that a date is not known.
    createdAt: '1970-01-01T00:00:00Z',
    provider: author === '' ? 'Anthropic' : author.charAt(0).toUpperCase() + author.slice(1),
    known: false,
    contextWindow: 200_000,
    maxOutput: 64_000,
    price: UNKNOWN_PRICE,
  };
}
