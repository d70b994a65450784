/** Where thinking blocks may and must stand in the conversation that is sent back. */
import type { RequestBlock } from '../message/request.ts';
import { ANTHROPIC, EVERYWHERE, isClaude, type Rule } from './rule.ts';
import { manualBudget, thinks } from './thinking-mode.ts';
import { finalAssistant, messagesOf, type Placed, pathOf, placedIn, placeOf, type Turn, turnsOf } from './turns.ts';

const isThinking = (block: RequestBlock): boolean => block.type === 'thinking' || block.type === 'redacted_thinking';
const isResult = ({ block }: Placed): boolean => block.type === 'tool_result';

/** The first block, past those that the service itself puts in front of an answer. */
function opening(turn: Turn | undefined): Placed | undefined {
  return turn?.blocks.find(({ block }) => block.type !== 'compaction' && block.type !== 'fallback');
}

/**
 * The assistant's first turn in the tool loop that is under way, if one is: if results of tools, or nothing of the user's, come
 * last. `ends` says which user turns end a loop.
 */
function loopOpening(turns: readonly Turn[], ends: (turn: Turn) => boolean): Turn | undefined {
  const from = turns.findLastIndex((turn) => turn.role === 'user' && ends(turn)) + 1;
  return turns.slice(from).find((turn) => turn.role === 'assistant' && turn.blocks.length > 0);
}

const saysMore = (turn: Turn): boolean => !turn.blocks.every(isResult);
const hasNoResult = (turn: Turn): boolean => !turn.blocks.some(isResult);

/**
 * The block with which a tool loop wrongly begins. A user turn with results and text may or may not end a loop, and the service's
 * own words can be read as speaking of the last turn of a loop: whoever begins any of these with thinking is let through.
 */
function unthinkingOpening(turns: readonly Turn[]): Placed | undefined {
  const last = turns.at(-1);
  if (last === undefined || (last.role === 'user' && saysMore(last))) return undefined;
  const candidates = [
    loopOpening(turns, saysMore),
    loopOpening(turns, hasNoResult),
    turns.findLast((turn) => turn.role === 'assistant'),
  ].map(opening);
  const thought = candidates.some((placed) => placed === undefined || isThinking(placed.block));
  return thought ? undefined : candidates[0];
}

export const THINKING_BLOCKS: readonly Rule[] = [
  {
    id: 'thinking-first-block',
    dialects: EVERYWHERE,
    source: 'seen on the wire; only manual thinking demands it: Anthropic, thinking with tool use',
    check: (context) => {
      if (manualBudget(context) === undefined || !isClaude(context.model)) return undefined;
      const placed = unthinkingOpening(turnsOf(context.request));
      if (placed === undefined) return undefined;
      return {
        path: [...pathOf(placed), 'type'],
        message: `${placeOf(placed)}.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${placed.block.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking`,
        expected: '"thinking" or "redacted_thinking"',
        actual: `"${placed.block.type}"`,
      };
    },
  },
  {
    id: 'thinking-order',
    dialects: ANTHROPIC,
    source: 'seen on the wire; not asked of adaptive thinking, which may set in after a tool of the service has run',
    *check(context) {
      if (manualBudget(context) === undefined) return;
      const messages = messagesOf(context.request);
      for (let at = 0; at < messages.length; at++) {
        const message = messages[at]!;
        if (message.role !== 'assistant') continue;
        const blocks = placedIn(message, at);
        const before = blocks.slice(
          0,
          Math.max(
            0,
            blocks.findIndex(({ block }) => isThinking(block)),
          ),
        );
        const first = before[0];
        if (first === undefined || !before.every(({ block }) => block.type === 'text' || block.type === 'tool_use')) {
          continue;
        }
        yield {
          path: pathOf(first),
          message: `messages.${at}.content.0: If an assistant message contains any thinking blocks, the first block must be \`thinking\` or \`redacted_thinking\`. Found \`${first.block.type}\`.`,
          expected: 'thinking before anything else',
          actual: `"${first.block.type}"`,
        };
      }
    },
  },
  {
    id: 'thinking-last-block',
    dialects: ANTHROPIC,
    source: 'seen on the wire; an earlier turn may end in thinking',
    check: ({ request }) => {
      const final = finalAssistant(request);
      const at = messagesOf(request).length - 1;
      const last = final === undefined ? undefined : placedIn(final, at).at(-1);
      if (last === undefined || !isThinking(last.block)) return undefined;
      return {
        path: pathOf(last),
        message: `messages.${at}: The final block in an assistant message cannot be \`${last.block.type}\`.`,
        expected: 'text or a tool call behind the thinking',
      };
    },
  },
  {
    id: 'thinking-while-disabled',
    dialects: ANTHROPIC,
    source: 'seen on the wire; in a tool loop the service drops such blocks without a word',
    check: (context) => {
      const final = thinks(context) ? undefined : finalAssistant(context.request);
      if (final === undefined) return undefined;
      const at = messagesOf(context.request).length - 1;
      const placed = placedIn(final, at).find(({ block }) => isThinking(block));
      if (placed === undefined) return undefined;
      return {
        path: pathOf(placed),
        message: `${placeOf(placed)}: When thinking is disabled, an \`assistant\` message in the final position cannot contain \`thinking\`. To use thinking blocks, enable \`thinking\` in your request.`,
        expected: 'no thinking blocks, or thinking switched on',
      };
    },
  },
];
