/** The model lists as the services print them: `GET /v1/models` of Anthropic, `GET /api/v1/models` of OpenRouter. */
import { ApiError } from '../errors.ts';
import type { ModelTraits } from '../model.ts';

/** Anthropic's ModelInfo. `capabilities` is derived from the traits. */
export interface AnthropicModel {
  type: 'model';
  id: string;
  display_name: string;
  created_at: string;
  max_input_tokens: number;
  max_tokens: number;
  capabilities: Record<string, unknown>;
}

export interface AnthropicModelPage {
  data: AnthropicModel[];
  first_id: string | null;
  last_id: string | null;
  has_more: boolean;
}

/** The query as it comes: texts, not yet checked. */
export interface PageQuery {
  limit?: string | number | undefined;
  after_id?: string | undefined;
  before_id?: string | undefined;
}

const supported = (yes: boolean): { supported: boolean } => ({ supported: yes });

function capabilities(model: ModelTraits): Record<string, unknown> {
  const thinks = model.thinking.modes.length > 0;
  const reads = (kind: 'image' | 'file'): boolean => model.inputModalities?.includes(kind) ?? true;
  const adaptive = model.thinking.modes.includes('adaptive');
  const effort = (['low', 'medium', 'high', 'xhigh', 'max'] as const).map((level) => [
    level,
    supported(model.efforts.includes(level)),
  ]);
  return {
    batch: supported(true),
    citations: supported(true),
    code_execution: supported(thinks),
    context_management: {
      // Summing up was introduced together with adaptive thinking, in the 4.6 generation.
      clear_thinking_20251015: supported(thinks),
      clear_tool_uses_20250919: supported(true),
      compact_20260112: supported(adaptive),
      supported: true,
    },
    effort: { ...Object.fromEntries(effort), supported: model.efforts.length > 0 },
    image_input: supported(reads('image')),
    pdf_input: supported(reads('file')),
    structured_outputs: supported(model.structuredOutputs ?? true),
    thinking: {
      supported: thinks,
      types: { adaptive: supported(adaptive), enabled: supported(model.thinking.modes.includes('enabled')) },
    },
  };
}

/** A model in the shape of `GET /v1/models/{id}`. */
export function anthropicModel(model: ModelTraits): AnthropicModel {
  return {
    type: 'model',
    id: model.id,
    display_name: model.displayName,
    created_at: model.createdAt,
    max_input_tokens: model.contextWindow,
    max_tokens: model.maxOutput,
    capabilities: capabilities(model),
  };
}

function refuseLimit(words: string): ApiError {
  const violation = { path: ['limit'], code: 'range', expected: 'a whole number from 1 to 1000', actual: '', words };
  return new ApiError('invalid_request', `limit: ${words}`, { violations: [violation] });
}

function limitOf(limit: string | number | undefined): number {
  if (limit === undefined) return 20;
  const text = String(limit).trim();
  if (!/^[+-]?\d+$/.test(text)) {
    throw refuseLimit('Input should be a valid integer, unable to parse string as an integer');
  }
  const value = Number(text);
  if (value < 1) throw refuseLimit('Input should be greater than or equal to 1');
  if (value > 1000) throw refuseLimit('Input should be less than or equal to 1000');
  return value;
}

/**
 * One page of `GET /v1/models`. `has_more` speaks of the direction asked for. A cursor that names no model gives an empty page,
 * so that a client that pages to the end always gets there.
 *
 * @param models newest first
 * @throws ApiError `invalid_request` when `limit` is not a whole number from 1 to 1000
 * @example anthropicModelPage(listModels(), { limit: '2' }).data.length // 2
 */
export function anthropicModelPage(models: readonly ModelTraits[], query: PageQuery = {}): AnthropicModelPage {
  const limit = limitOf(query.limit);
  const indexOf = (id: string): number => models.findIndex((model) => model.id === id);
  let rest: readonly ModelTraits[] = models;
  if (query.after_id !== undefined) {
    const at = indexOf(query.after_id);
    rest = at < 0 ? [] : models.slice(at + 1);
  } else if (query.before_id !== undefined) {
    rest = models.slice(0, Math.max(0, indexOf(query.before_id)));
  }
  const backwards = query.after_id === undefined && query.before_id !== undefined;
  const data = (backwards ? rest.slice(-limit) : rest.slice(0, limit)).map(anthropicModel);
  return {
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: rest.length > data.length,
  };
}
