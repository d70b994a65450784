/** `clear_tool_uses_20250919`: old results of tools make way for a placeholder. Source: Anthropic, context editing. */
import type { MessagesRequest, RequestBlock } from '../../message/request.ts';
import { amountOf, type Edit } from './edits.ts';

const DEFAULT_TRIGGER = 100_000;
const DEFAULT_KEEP = 3;
const PLACEHOLDER = '[cleared to save context]';

export interface Cleared {
  request: MessagesRequest;
  /** How many uses, or turns, were cleared. */
  count: number;
}

/** The request without its older results, if the trigger is exceeded. `tokens` are those of the request as it came. */
export function clearToolUses(request: MessagesRequest, edit: Edit, tokens: number): Cleared {
  const blocks = request.messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  const uses = blocks.filter(({ type }) => type === 'tool_use');
  const answered = new Set(blocks.filter(({ type }) => type === 'tool_result').map(({ tool_use_id }) => tool_use_id));
  if (!isTriggered(edit, tokens, uses.length)) return { request, count: 0 };
  const spared = Array.isArray(edit['exclude_tools']) ? new Set<unknown>(edit['exclude_tools']) : new Set<unknown>();
  const candidates = uses.filter(({ id, name }) => answered.has(id) && !spared.has(name));
  const keep = amountOf(edit, 'keep') ?? DEFAULT_KEEP;
  const old = new Set(candidates.slice(0, Math.max(0, candidates.length - keep)).map(({ id }) => id));
  const inputs = edit['clear_tool_inputs'];
  const clearsInput = (name: unknown): boolean => inputs === true || (Array.isArray(inputs) && inputs.includes(name));
  const clear = (block: RequestBlock): RequestBlock => {
    if (block.type === 'tool_result' && old.has(block.tool_use_id)) return { ...block, content: PLACEHOLDER };
    return block.type === 'tool_use' && old.has(block.id) && clearsInput(block.name) ? { ...block, input: {} } : block;
  };
  const messages = request.messages.map((message) =>
    typeof message.content === 'string' ? message : { ...message, content: message.content.map(clear) },
  );
  return { request: { ...request, messages }, count: old.size };
}

function isTriggered(edit: Edit, tokens: number, uses: number): boolean {
  const most = amountOf(edit, 'trigger', 'tool_uses');
  return most === undefined ? tokens > (amountOf(edit, 'trigger', 'input_tokens') ?? DEFAULT_TRIGGER) : uses > most;
}
