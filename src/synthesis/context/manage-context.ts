/** What the service makes of a conversation before the model reads it: compacted turns dropped, edits applied. */
import { inputTokens } from '../../message/input-tokens.ts';
import type { MessagesRequest } from '../../message/request.ts';
import type { ModelTraits } from '../../model.ts';
import { clearThinking } from './clear-thinking.ts';
import { clearToolUses } from './clear-tool-uses.ts';
import { amountOf, type Edit, editsOf } from './edits.ts';

const DEFAULT_COMPACT_TRIGGER = 150_000;

export interface Managed {
  /** The request as the model reads it. */
  request: MessagesRequest;
  /** Tokens before the edits, and after them. */
  original: number;
  tokens: number;
  /** One entry per edit that changed something. */
  applied: Record<string, unknown>[];
  /** The compaction that is due, if one is. */
  compaction: { pause: boolean } | null;
}

/**
 * Applies the edits of `context_management` in order. Pure; a request without any comes back as it is, counted.
 *
 * @example manageContext(request, model).applied // [{ type: 'clear_tool_uses_20250919', cleared_tool_uses: 2, cleared_input_tokens: 900 }]
 */
export function manageContext(sent: MessagesRequest, model: ModelTraits): Managed {
  const original = inputTokens(sent, model);
  // OpenRouter's schema allows `messages: null`.
  if (!Array.isArray(sent.messages))
    return { request: sent, original, tokens: original, applied: [], compaction: null };
  const state: Managed = { request: sinceCompaction(sent), original, tokens: original, applied: [], compaction: null };
  if (state.request !== sent) state.original = state.tokens = inputTokens(state.request, model);
  for (const edit of editsOf(sent)) {
    if (edit['type'] === 'compact_20260112') {
      const trigger = amountOf(edit, 'trigger') ?? DEFAULT_COMPACT_TRIGGER;
      if (state.tokens > trigger) state.compaction = { pause: edit['pause_after_compaction'] === true };
    } else apply(edit, state, model);
  }
  return state;
}

/** Does a compaction that comes by wish pause? As the request's own edit says. */
export function pausesAfterCompaction(request: MessagesRequest): boolean {
  return editsOf(request).some(
    (edit) => edit['type'] === 'compact_20260112' && edit['pause_after_compaction'] === true,
  );
}

function apply(edit: Edit, state: Managed, model: ModelTraits): void {
  const thinking = edit['type'] === 'clear_thinking_20251015';
  const { request, count } = thinking
    ? clearThinking(state.request, edit)
    : clearToolUses(state.request, edit, state.original);
  if (count === 0) return;
  const tokens = inputTokens(request, model);
  const cleared_input_tokens = Math.max(0, state.tokens - tokens);
  if (cleared_input_tokens < (amountOf(edit, 'clear_at_least') ?? 0)) return;
  const { type } = edit;
  state.applied.push({
    type,
    [thinking ? 'cleared_thinking_turns' : 'cleared_tool_uses']: count,
    cleared_input_tokens,
  });
  state.request = request;
  state.tokens = Math.min(state.tokens, tokens);
}

/** The model reads nothing before the last summary that holds: one with null content stands for a compaction that failed. */
function sinceCompaction(request: MessagesRequest): MessagesRequest {
  const { messages } = request;
  for (let at = messages.length - 1; at >= 0; at--) {
    const { role, content } = messages[at]!;
    if (role !== 'assistant' || typeof content === 'string') continue;
    const from = content.findLastIndex((block) => block.type === 'compaction' && typeof block.content === 'string');
    if (from < 0) continue;
    return { ...request, messages: [{ role, content: content.slice(from) }, ...messages.slice(at + 1)] };
  }
  return request;
}
