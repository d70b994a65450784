/** OpenRouter's dialect: `POST /api/v1/messages`. Sources: OpenRouter's OpenAPI; messages-api sections 1, 4.1, 5.2 and 7. */
import { ApiError, type ErrorRow, type Violation } from '../errors.ts';
import type { StreamEvent } from '../message/events.ts';
import type { ContentBlock, Message } from '../message/message.ts';
import { withCaller } from './anthropic.ts';
import { apiKey, bearer, type Deed, type Dialect, type ErrorContext } from './dialect.ts';
import { openrouterLimits } from './openrouter-limits.ts';
import { billed } from './openrouter-usage.ts';

/** Types that Anthropic has and OpenRouter's error schema has not. */
const FOREIGN_TYPES = new Set(['conflict_error', 'request_too_large']);

export const openrouter: Dialect = {
  name: 'openrouter',
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
  unknownModel: (model) =>
    new ApiError('invalid_request', `${model} is not a valid model ID`, {
      availability: {
        code: 'model_not_found',
        retryable: false,
        requested_models: [model],
        docs_url: 'https://openrouter.ai/docs/guides/overview/models',
      },
    }),
  limits: openrouterLimits,
  errorBody,
  headers: ({ requestId, deed, stream }) => ({
    ...(makesGenerations(deed) ? { 'x-generation-id': requestId } : {}),
    'access-control-allow-origin': '*',
    ...(stream ? { 'cache-control': 'no-cache' } : {}),
  }),
  // Presets, variants and latest-aliases name a route, not a model; what answers is the model behind them.
  answeringModel: (requested, model) =>
    /[:@~]/.test(requested) && model.known ? model.slug : requested.split(/[:@]/)[0]!,
  keepAlive: ': OPENROUTER PROCESSING',
  dress(draft, { id, request, model, provider, routing }): Message {
    return {
      id,
      type: 'message',
      role: 'assistant',
      container: draft.container ?? null,
      content: draft.content.map(withCitations).map(withCaller),
      model: openrouter.answeringModel(request.model, model),
      stop_reason: draft.stop_reason,
      stop_details: draft.stop_details ?? null,
      stop_sequence: draft.stop_sequence,
      usage: billed(draft.usage, model.price),
      provider,
      ...(request['context_management'] ? { context_management: { applied_edits: draft.applied_edits ?? [] } } : {}),
      ...(routing ? { openrouter_metadata: routing } : {}),
    };
  },
  // message_start's usage has keys that are only known later; the contract wants them there, as null.
  dressEvent(event: StreamEvent): StreamEvent {
    if (event.type !== 'message_start') return event;
    const usage = { ...event.message.usage, output_tokens_details: null, server_tool_use: null };
    return { ...event, message: { ...event.message, usage } };
  },
};

function errorBody({ error, row, requestId, begun, deed, routing }: ErrorContext): unknown {
  return {
    type: 'error',
    error: {
      type: typeOf(row),
      message: error.message,
      error_type: row.openrouterType,
      ...(error.detail.availability ? { availability: error.detail.availability } : {}),
      // Routes other than messages answer in the chat style, which has a numeric code.
      ...(makesGenerations(deed) ? {} : { code: row.status }),
    },
    request_id: begun ? requestId : null,
    ...(error.detail.metadata ? { metadata: error.detail.metadata } : {}),
    ...(error.detail.violations?.length ? { metadata: { issues: error.detail.violations.map(issue) } } : {}),
    // An internal error tells nothing of the router (messages-api section 4.1).
    ...(routing && row.status !== 500 ? { openrouter_metadata: routing } : {}),
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

/** The contract demands `citations` on every text block, where the AI SDK refuses null, and a `file_id` for what is in documents. */
function withCitations(block: ContentBlock): ContentBlock {
  if (block.type !== 'text') return block;
  const citations = (block.citations ?? []).map((citation) =>
    'document_index' in citation ? { ...citation, file_id: citation['file_id'] ?? null } : citation,
  );
  return { ...block, citations };
}
