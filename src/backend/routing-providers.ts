/** Who serves a model on OpenRouter, and what their names are in `provider.order`, `only` and `ignore`. */
import type { ModelTraits } from '../model.ts';

export interface Provider {
  /** As `provider.order` writes it. */
  slug: string;
  /** As replies show it: one of the names that OpenRouter's contract lists. */
  name: string;
  /** Seconds to the first token, and tokens per second: believable, and only there to be sorted by. */
  latency: number;
  throughput: number;
}

const ANTHROPIC: Provider = { slug: 'anthropic', name: 'Anthropic', latency: 1.3, throughput: 61 };

const CLAUDE_PROVIDERS: readonly Provider[] = [
  ANTHROPIC,
  { slug: 'amazon-bedrock', name: 'Amazon Bedrock', latency: 1.9, throughput: 54 },
  { slug: 'google-vertex', name: 'Google', latency: 1.1, throughput: 58 },
];

/** Author of a slug -> provider. Names come from the closed list of the contract, so an author without a row gets a neutral host. */
const OTHERS: Readonly<Record<string, readonly [slug: string, name: string]>> = {
  openai: ['openai', 'OpenAI'],
  google: ['google-vertex', 'Google'],
  deepseek: ['deepseek', 'DeepSeek'],
  moonshotai: ['moonshotai', 'Moonshot AI'],
  'x-ai': ['xai', 'xAI'],
  mistralai: ['mistral', 'Mistral'],
  qwen: ['alibaba', 'Alibaba'],
  'z-ai': ['z-ai', 'Z.AI'],
  minimax: ['minimax', 'Minimax'],
  cohere: ['cohere', 'Cohere'],
  nvidia: ['nvidia', 'Nvidia'],
  perplexity: ['perplexity', 'Perplexity'],
};
const NEUTRAL = ['together', 'Together'] as const;

/**
 * The providers of a model, the one that usually answers first.
 *
 * @example providersOf(resolveModel('openai/gpt-5-mini')).map(({ name }) => name) // ['OpenAI']
 */
export function providersOf({ slug }: ModelTraits): readonly Provider[] {
  const author = slug.slice(0, Math.max(0, slug.indexOf('/')));
  if (author === 'anthropic') return slug.endsWith('-fast') ? [ANTHROPIC] : CLAUDE_PROVIDERS;
  if (author === '') return [ANTHROPIC];
  const [own, name] = Object.hasOwn(OTHERS, author) ? OTHERS[author]! : NEUTRAL;
  return [{ slug: own, name, latency: 1.5, throughput: 60 }];
}

/** Does a caller's entry mean this provider? A region or tier behind a slash is part of it: `google-vertex/us-east5`. */
export function isMeant(entry: string, { slug, name }: Provider): boolean {
  const written = entry.toLowerCase();
  return written === slug || written === name.toLowerCase() || written.startsWith(`${slug}/`);
}
