/** The last word to the assistant: refusals of an answer begun by the caller. */
import { ANTHROPIC, ANTHROPIC_OPENROUTER, type Rule } from './rule.ts';
import { finalAssistant, isServerResult, messagesOf, type Placed, pathOf, placedIn, turnsOf } from './turns.ts';

/** After `pause_turn` and `compaction` the answer goes back as it came, as the last message: that is no prefill. */
function isContinuation({ block }: Placed): boolean {
  const { type } = block;
  return type === 'server_tool_use' || type === 'mcp_tool_use' || type === 'compaction' || isServerResult(block);
}

export const PREFILL: readonly Rule[] = [
  {
    id: 'prefill-unsupported',
    dialects: ANTHROPIC_OPENROUTER,
    source: 'Anthropic, errors; an empty final message is accepted',
    check: ({ request, model }) => {
      if (model.prefill || finalAssistant(request) === undefined) return undefined;
      const { blocks } = turnsOf(request).at(-1)!;
      const begun = blocks.some(({ block }) => !(block.type === 'text' && block.text === ''));
      if (!begun || blocks.some(isContinuation)) return undefined;
      return {
        path: ['messages', messagesOf(request).length - 1, 'role'],
        message:
          'This model does not support assistant message prefill. The conversation must end with a user message.',
        expected: 'a last message of role "user"',
        actual: '"assistant"',
      };
    },
  },
  {
    id: 'prefill-trailing-ws',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    check: ({ request, model }) => {
      const final = model.prefill ? finalAssistant(request) : undefined;
      if (final === undefined) return undefined;
      const last = placedIn(final, messagesOf(request).length - 1).at(-1);
      if (last?.block.type !== 'text' || !/\s$/.test(last.block.text?.slice(-1) ?? '')) return undefined;
      return {
        path: pathOf(last),
        message: 'messages: final assistant content cannot end with trailing whitespace',
        expected: 'text that does not end in white space',
      };
    },
  },
];
