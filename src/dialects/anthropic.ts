/** Anthropic's own dialect: `POST /v1/messages`. Sources: messages-api sections 1, 4 and 5. */
import { anthropicPath } from '../contract/path-text.ts';
import { ApiError } from '../errors.ts';
import type { ContentBlock } from '../message/message.ts';
import { anthropicLimits } from './anthropic-limits.ts';
import { apiKey, bearer, type Dialect } from './dialect.ts';

/** The organisation of every key: one that never changes, so that a test can rely on it. */
const ORGANIZATION = '5d0ab1e0-5d0a-4b1e-a5d0-ab1e5d0ab1e5';

export const anthropic: Dialect = {
  name: 'anthropic',
  endpoints: [
    { method: 'POST', path: '/v1/messages', deed: 'messages' },
    { method: 'POST', path: '/v1/messages/count_tokens', deed: 'count_tokens' },
    { method: 'GET', path: '/v1/models', deed: 'list_models' },
    { method: 'GET', path: '/v1/models/:id', deed: 'show_model' },
  ],
  credential: (headers) => apiKey(headers) ?? bearer(headers),
  missingKey: 'x-api-key header is required',
  invalidKey: ({ via }) => (via === 'x-api-key' ? 'invalid x-api-key' : 'Invalid bearer token'),
  demandsVersion: true,
  betaHeaders: ['anthropic-beta'],
  identity: (unique) => ({ message: `msg_01${unique.slice(0, 22)}`, request: `req_011C${unique.slice(22, 42)}` }),
  // The service reports one violation, the first (messages-api section 3).
  refusal([first], body) {
    if (!first) return 'Invalid request';
    const path = anthropicPath(first.path, body);
    return path === '' ? first.words : `${path}: ${first.words}`;
  },
  unknownModel: (model) => new ApiError('not_found', `model: ${model}`),
  limits: anthropicLimits(ORGANIZATION),
  errorBody: ({ error, row, requestId }) => ({
    type: 'error',
    error: {
      type: row.type,
      message: error.message,
      ...(error.detail.details ? { details: error.detail.details } : {}),
    },
    request_id: requestId,
  }),
  headers: ({ requestId, status }) => ({
    'request-id': requestId,
    'anthropic-organization-id': ORGANIZATION,
    // Seen on the service's own 400s; other statuses leave the choice to the client.
    ...(status === 400 ? { 'x-should-retry': 'false' } : {}),
  }),
  // A dateless alias is answered by the dated model it stands for.
  answeringModel: (requested, model) => (model.known && model.id.startsWith(`${requested}-`) ? model.id : requested),
  dress: (draft, { id, request, model }) => ({
    model: fallbackIn(draft.content) ?? anthropic.answeringModel(request.model, model),
    id,
    type: 'message',
    role: 'assistant',
    content: draft.content.map(withCaller),
    stop_reason: draft.stop_reason,
    stop_sequence: draft.stop_sequence,
    stop_details: draft.stop_details ?? null,
    container: draft.container ?? null,
    diagnostics: null,
    // With edits asked for, the service tells which it made, though there be none.
    ...(request['context_management'] ? { context_management: { applied_edits: draft.applied_edits ?? [] } } : {}),
    usage: {
      ...draft.usage,
      inference_geo: null,
      output_tokens_details: draft.usage.output_tokens_details ?? null,
      server_tool_use: draft.usage.server_tool_use ?? null,
      speed: request['speed'] ?? 'standard',
    },
  }),
};

/** The model that answered in place of the one that was asked and refused; undefined when none did. */
export function fallbackIn(content: readonly ContentBlock[]): string | undefined {
  const last = content.findLast(({ type }) => type === 'fallback');
  return last && 'to' in last ? (last.to as { model: string }).model : undefined;
}

/** Since 2026 a call says who made it (messages-api section 5.1), and so do the results of the web tools. */
const CALLED: ReadonlySet<string> = new Set([
  'tool_use',
  'server_tool_use',
  'web_search_tool_result',
  'web_fetch_tool_result',
]);

export function withCaller(block: ContentBlock): ContentBlock {
  return CALLED.has(block.type) && !('caller' in block && block.caller)
    ? ({ ...block, caller: { type: 'direct' } } as ContentBlock)
    : block;
}
