/** `clear_thinking_20251015`: the thinking of older turns is left out. Source: Anthropic, context editing. */
import type { MessagesRequest, RequestBlock, RequestMessage } from '../../message/request.ts';
import type { Cleared } from './clear-tool-uses.ts';
import { amountOf, type Edit } from './edits.ts';

const DEFAULT_KEEP = 1;

const isThinking = ({ type }: RequestBlock): boolean => type === 'thinking' || type === 'redacted_thinking';

function thinks({ role, content }: RequestMessage): boolean {
  return role === 'assistant' && typeof content !== 'string' && content.some(isThinking);
}

/** The request with the thinking of its last turns only. Messages of the assistant that think are what is counted. */
export function clearThinking(request: MessagesRequest, edit: Edit): Cleared {
  const keep = edit['keep'] === 'all' ? Number.POSITIVE_INFINITY : (amountOf(edit, 'keep') ?? keptByType(edit));
  const turns = request.messages.filter(thinks);
  const old = new Set(turns.slice(0, Math.max(0, turns.length - keep)));
  const messages = request.messages.map((message) =>
    old.has(message) && typeof message.content !== 'string'
      ? { ...message, content: message.content.filter((block) => !isThinking(block)) }
      : message,
  );
  return { request: { ...request, messages }, count: old.size };
}

function keptByType(edit: Edit): number {
  const keep = edit['keep'] as { type?: unknown } | undefined;
  return keep?.type === 'all' ? Number.POSITIVE_INFINITY : DEFAULT_KEEP;
}
