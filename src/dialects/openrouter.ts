/** OpenRouter's dialect: `POST /api/v1/messages`. Sources: OpenRouter's OpenAPI; messages-api sections 1, 4.1, 5.2 and 7. */
import { ApiError, type ErrorRow, type Violation } from '../errors.ts';
import type { Draft } from '../message/draft.ts';
import type { StreamEvent } from '../message/events.ts';
import type { ContentBlock, Message, Usage } from '../message/message.ts';
import type { ModelPrice } from '../model.ts';
import { withCaller } from './anthropic.ts';
import { apiKey, bearer, type Deed, type Dialect, type ErrorContext } from './dialect.ts';

/** Types that Anthropic has and OpenRouter's error schema has not. */
const FOREIGN_TYPES = new Set(['conflict_error', 'request_too_large']);

export const openrouter: Dialect = {
  name: 'openrouter',
  title: 'OpenRouter',
  endpoints: [
    { method: 'POST', path: '/api/v1/messages', deed: 'messages' },
    { method: 'POST', path: '/api/v1/messages/count_tokens', deed: 'count_tokens' },
    { method: 'GET', path: '/api/v1/models', deed: 'list_models', open: true },
  ],
  credential: (headers) => bearer(headers) ?? apiKey(headers),
  missingKey: 'Missing Authentication header',
  invalidKey: () => 'Invalid API key',
  demandsVersion: false,
  betaHeaders: ['anthropic-beta', 'x-anthropic-beta'],
  identity(unique, form) {
    const request = `gen-${digits(unique)}-${unique.slice(0, 20)}`;
    return { message: form === 'gen' ? request : `msg_01${unique.slice(0, 22)}`, request };
  },
  refusal: () => 'Invalid Anthropic Messages API request',
  unknownModel: (model) => new ApiError('invalid_request', `${model} is not a valid model ID`),
  errorBody,
  headers: ({ requestId, deed, stream }) => ({
    ...(makesGenerations(deed) ? { 'x-generation-id': requestId } : {}),
    'access-control-allow-origin': '*',
    ...(stream ? { 'cache-control': 'no-cache' } : {}),
  }),
  // Presets, variants and latest-aliases name a route, not a model; what answers is the model behind them.
  answeringModel: (requested, model) =>
    /[:@~]/.test(requested) && model.known ? model.slug : requested.split(/[:@]/)[0]!,
  dress(draft, { id, request, model }): Message {
    return {
      id,
      type: 'message',
      role: 'assistant',
      container: null,
      content: draft.content.map(withCitations).map(withCaller),
      model: openrouter.answeringModel(request.model, model),
      stop_reason: draft.stop_reason,
      stop_details: null,
      stop_sequence: draft.stop_sequence,
      usage: billed(draft, model.price),
      provider: model.provider,
      ...(request['context_management'] ? { context_management: { applied_edits: [] } } : {}),
    };
  },
  // message_start's usage has keys that are only known later; the contract wants them there, as null.
  dressEvent(event: StreamEvent): StreamEvent {
    if (event.type !== 'message_start') return event;
    const usage = { ...event.message.usage, output_tokens_details: null, server_tool_use: null };
    return { ...event, message: { ...event.message, usage } };
  },
};

function errorBody({ error, row, requestId, begun, deed, body: _ }: ErrorContext): unknown {
  return {
    type: 'error',
    error: {
      type: typeOf(row),
      message: error.message,
      error_type: row.openrouterType,
      // Routes other than messages answer in the chat style, which has a numeric code.
      ...(makesGenerations(deed) ? {} : { code: row.status }),
    },
    request_id: begun ? requestId : null,
    ...(error.detail.violations?.length ? { metadata: { issues: error.detail.violations.map(issue) } } : {}),
  };
}

function typeOf(row: ErrorRow): string {
  return FOREIGN_TYPES.has(row.type) ? 'invalid_request_error' : row.type;
}

function issue({ path, code, words, expected, actual }: Violation): unknown {
  return { path, code, message: words, expected, received: actual };
}

function makesGenerations(deed: Deed | undefined): boolean {
  return deed === 'messages' || deed === 'count_tokens';
}

/** Generation ids hold a time stamp; the mock's hold ten digits that never change, so that replies are the same every time. */
function digits(unique: string): string {
  return `17${[...unique.slice(20, 28)].map((character) => character.charCodeAt(0) % 10).join('')}`;
}

/** The contract demands `citations` on every text block; the AI SDK refuses null. */
function withCitations(block: ContentBlock): ContentBlock {
  return block.type === 'text' ? { ...block, citations: block.citations ?? [] } : block;
}

/** Usage with every key that the contract demands, and the cost in US dollars by the catalogue's prices. */
function billed({ usage }: Draft, price: ModelPrice): Usage {
  const prompt = dollars(usage.input_tokens * price.input);
  const completion = dollars(usage.output_tokens * price.output);
  return {
    ...usage,
    cache_creation: usage.cache_creation ?? null,
    cache_creation_input_tokens: usage.cache_creation_input_tokens ?? null,
    cache_read_input_tokens: usage.cache_read_input_tokens ?? null,
    inference_geo: null,
    output_tokens_details: usage.output_tokens_details ?? null,
    server_tool_use: usage.server_tool_use ?? null,
    service_tier: usage.service_tier ?? 'standard',
    cost: dollars(usage.input_tokens * price.input + usage.output_tokens * price.output),
    is_byok: false,
    cost_details: {
      upstream_inference_cost: null,
      upstream_inference_prompt_cost: prompt,
      upstream_inference_completions_cost: completion,
    },
  };
}

/** Dollars of a sum in dollars per million tokens, to a tenth of a nano-dollar, so that no binary noise shows. */
function dollars(perMillion: number): number {
  return Math.round(perMillion * 1e4) / 1e10;
}
