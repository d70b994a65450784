/** LLM Router's dialect: Anthropic's format on `POST /v1/messages` with a `gateway` object. Source: messages-api section 8. */
import type { Message } from '../message/message.ts';
import { anthropic } from './anthropic.ts';
import { apiKey, bearer, defineDialect } from './dialect.ts';

// Its errors, headers and streams are not documented; it calls itself a drop-in for the Anthropic SDK, so they are Anthropic's.
export const llmRouter = defineDialect(anthropic, {
  name: 'llm-router',
  title: 'LLM Router',
  endpoints: [],
  credential: (headers) => bearer(headers) ?? apiKey(headers),
  missingKey: 'Missing API key. Send it as Authorization: Bearer sk-router-...',
  invalidKey: () => 'Invalid API key',
  demandsVersion: false,
  headers: ({ requestId }) => ({ 'request-id': requestId }),
  // `executor:planning:planner` names two models; the executor answers.
  answeringModel: (requested) => requested.split(':planning:')[0]!,
  dress(draft, { id, request, model }): Message {
    const { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens } = draft.usage;
    return {
      id,
      type: 'message',
      role: 'assistant',
      model: llmRouter.answeringModel(request.model, model),
      content: draft.content,
      stop_reason: draft.stop_reason,
      stop_sequence: draft.stop_sequence,
      usage: { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens },
    };
  },
});
