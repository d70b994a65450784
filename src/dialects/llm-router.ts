/** LLM Router's dialect: Anthropic's format on `POST /v1/messages` with a `gateway` object. Source: messages-api section 8. */
import type { Message } from '../message/message.ts';
import { anthropic, fallbackIn } from './anthropic.ts';
import { apiKey, bearer, defineDialect } from './dialect.ts';

// Its errors, headers and streams are not documented; it calls itself a drop-in for the Anthropic SDK, so they are Anthropic's.
export const llmRouter = defineDialect(anthropic, {
  name: 'llm-router',
  endpoints: [],
  credential: (headers) => bearer(headers) ?? apiKey(headers),
  missingKey: 'Missing API key. Send it as Authorization: Bearer sk-router-...',
  invalidKey: () => 'Invalid API key',
  demandsVersion: false,
  headers: ({ requestId }) => ({ 'request-id': requestId }),
  // `executor:planning:planner` names two models; the executor answers.
  answeringModel: (requested) => requested.split(':planning:')[0]!,
  dress(draft, { id, request, model, planning }): Message {
    const { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens } = draft.usage;
    const { server_tool_use, iterations } = draft.usage;
    return {
      id,
      type: 'message',
      role: 'assistant',
      model: fallbackIn(draft.content) ?? llmRouter.answeringModel(request.model, model),
      content: draft.content,
      stop_reason: draft.stop_reason,
      stop_sequence: draft.stop_sequence,
      // Its reference names none of these; a gateway that passes Anthropic's answers on has them when they say something.
      ...(draft.stop_details ? { stop_details: draft.stop_details } : {}),
      ...(draft.container ? { container: draft.container } : {}),
      ...(request['context_management'] ? { context_management: { applied_edits: draft.applied_edits ?? [] } } : {}),
      usage: {
        input_tokens,
        output_tokens,
        cache_creation_input_tokens,
        cache_read_input_tokens,
        ...(server_tool_use ? { server_tool_use } : {}),
        ...(iterations ? { iterations } : {}),
        ...(planning ? { planning_usage_details: planning } : {}),
      },
    };
  },
});
