/** A model as OpenRouter's `GET /api/v1/models` prints it. */
import type { ModelTraits } from '../model.ts';

const AUTHORS: Readonly<Record<string, { name: string; tokenizer: string }>> = {
  anthropic: { name: 'Anthropic', tokenizer: 'Claude' },
  openai: { name: 'OpenAI', tokenizer: 'GPT' },
  google: { name: 'Google', tokenizer: 'Gemini' },
  deepseek: { name: 'DeepSeek', tokenizer: 'DeepSeek' },
  moonshotai: { name: 'MoonshotAI', tokenizer: 'Other' },
};

/**
 * Dollars per million tokens as the decimal text of dollars per token: no exponent, no float noise.
 *
 * @example perToken(0.0833) // '0.0000000833'
 */
export function perToken(perMillion: number): string {
  const picodollars = String(Math.round(perMillion * 1_000_000)).padStart(13, '0');
  const fraction = picodollars.slice(-12).replace(/0+$/, '');
  return fraction === '' ? picodollars.slice(0, -12) : `${picodollars.slice(0, -12)}.${fraction}`;
}

function pricing(model: ModelTraits): Record<string, string> {
  const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } = model.price;
  return {
    prompt: perToken(input),
    completion: perToken(output),
    // A search costs $10 per thousand, whatever the model.
    web_search: '0.01',
    ...(cacheRead === null ? {} : { input_cache_read: perToken(cacheRead) }),
    ...(cacheWrite5m === null ? {} : { input_cache_write: perToken(cacheWrite5m) }),
    ...(cacheWrite1h === null ? {} : { input_cache_write_1h: perToken(cacheWrite1h) }),
  };
}

function supportedParameters(model: ModelTraits): string[] {
  const thinks = model.thinking.modes.length > 0;
  return [
    ...(thinks ? ['include_reasoning'] : []),
    'max_tokens',
    ...(thinks ? ['reasoning'] : []),
    ...(thinks && model.efforts.length > 0 ? ['reasoning_effort'] : []),
    'response_format',
    'stop',
    ...((model.structuredOutputs ?? true) ? ['structured_outputs'] : []),
    ...(model.sampling === 'fixed' ? [] : ['temperature']),
    'tool_choice',
    'tools',
    ...(model.sampling === 'fixed' ? [] : ['top_k', 'top_p']),
    ...(model.efforts.length > 0 ? ['verbosity'] : []),
  ];
}

function reasoning(model: ModelTraits): Record<string, unknown> {
  const { modes, default: at } = model.thinking;
  if (modes.length === 0) return {};
  return {
    reasoning: {
      mandatory: at === 'always',
      default_enabled: at !== 'off',
      supported_efforts: model.efforts.length > 0 ? [...model.efforts].reverse() : null,
      ...(model.efforts.includes('high') ? { default_effort: model.defaultEffort ?? 'high' } : {}),
      ...(modes.includes('enabled') ? { supports_max_tokens: true } : {}),
    },
  };
}

/**
 * An item of the list, with every field that OpenRouter's schema requires. All of it is derived from the traits.
 *
 * @example openrouterModel(resolveModel('claude-opus-4-6')).id // 'anthropic/claude-opus-4.6'
 */
export function openrouterModel(model: ModelTraits): Record<string, unknown> {
  const author = model.slug.slice(0, Math.max(0, model.slug.indexOf('/')));
  const { name, tokenizer } = Object.hasOwn(AUTHORS, author)
    ? AUTHORS[author]!
    : { name: model.provider, tokenizer: 'Other' };
  const inputs = model.inputModalities ?? ['text', 'image', 'file'];
  const day = model.createdAt.slice(0, 10);
  return {
    id: model.slug,
    canonical_slug: model.canonicalSlug ?? `${model.slug}-${day.replaceAll('-', '')}`,
    hugging_face_id: null,
    name: `${name}: ${model.displayName}`,
    created: Math.floor(Date.parse(model.createdAt) / 1000) || 0,
    description: `${model.displayName}, as Stunt Double emulates it.`,
    context_length: model.contextWindow,
    architecture: {
      modality: `${inputs.join('+')}->text`,
      input_modalities: [...inputs],
      output_modalities: ['text'],
      tokenizer,
      instruct_type: null,
    },
    pricing: pricing(model),
    top_provider: {
      context_length: model.contextWindow,
      max_completion_tokens: model.maxOutput,
      is_moderated: author === 'anthropic',
    },
    per_request_limits: null,
    supported_parameters: supportedParameters(model),
    default_parameters: null,
    supported_voices: null,
    knowledge_cutoff: null,
    expiration_date: null,
    links: { details: `/api/v1/models/${model.slug}/endpoints` },
    ...reasoning(model),
  };
}
