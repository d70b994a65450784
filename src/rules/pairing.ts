/** Calls and results: every `tool_use` is answered in the next turn, once, and every `tool_result` answers one. */
import { ANTHROPIC, EVERYWHERE, type Finding, type Rule, type RuleContext } from './rule.ts';
import { type Placed, pathOf, placedBlocks, placeOf, type Turn, turnsOf } from './turns.ts';

const isCall = ({ block }: Placed): boolean => block.type === 'tool_use';
const isResult = ({ block }: Placed): boolean => block.type === 'tool_result';

function resultIds(results: readonly Placed[]): Set<unknown> {
  return new Set(results.filter(isResult).map(({ block }) => block.tool_use_id));
}

/** The results at the head of a turn: the service looks for answers nowhere else. */
function leadingResults(turn: Turn): Placed[] {
  const other = turn.blocks.findIndex((placed) => !isResult(placed));
  return other < 0 ? turn.blocks : turn.blocks.slice(0, other);
}

interface Unanswered {
  /** Calls without a result at the head of the next turn. */
  calls: Placed[];
  /** All of them have one further back in that turn. */
  late: boolean;
}

/** An assistant turn with nothing behind it is a prefill: its calls are not asked for results. */
function* unanswered({ request }: RuleContext): Generator<Unanswered> {
  const turns = turnsOf(request);
  for (let at = 0; at + 1 < turns.length; at++) {
    const turn = turns[at]!;
    if (turn.role !== 'assistant') continue;
    const answer = turns[at + 1]!;
    const answered = resultIds(leadingResults(answer));
    const calls = turn.blocks.filter((placed) => isCall(placed) && !answered.has(placed.block.id));
    if (calls.length === 0) continue;
    const later = resultIds(answer.blocks);
    yield { calls, late: calls.every(({ block }) => later.has(block.id)) };
  }
}

function unansweredFinding(calls: readonly Placed[]): Finding {
  const ids = [...new Set(calls.map(({ block }) => String(block.id)))].join(', ');
  const at = calls[0]!.message;
  return {
    path: ['messages', at],
    message: `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
    expected: 'a tool_result for each tool_use, before anything else in the next message',
    actual: `none for ${ids}`,
  };
}

export const PAIRING: readonly Rule[] = [
  {
    id: 'tool-use-no-result',
    dialects: EVERYWHERE,
    source: 'seen on the wire',
    *check(context) {
      for (const { calls, late } of unanswered(context)) if (!late) yield unansweredFinding(calls);
    },
  },
  {
    id: 'tool-result-not-first',
    dialects: ANTHROPIC,
    source: 'Anthropic, handle tool calls: results come first; the words are those of a missing result',
    *check(context) {
      for (const { calls, late } of unanswered(context)) if (late) yield unansweredFinding(calls);
    },
  },
  {
    id: 'tool-result-orphan',
    dialects: EVERYWHERE,
    source: 'seen on the wire',
    *check({ request }) {
      let calls = new Set<unknown>();
      for (const turn of turnsOf(request)) {
        if (turn.role === 'assistant') {
          calls = new Set(turn.blocks.filter(isCall).map(({ block }) => block.id));
          continue;
        }
        for (const placed of turn.blocks) {
          const id = placed.block.tool_use_id;
          if (!isResult(placed) || calls.has(id)) continue;
          yield {
            path: [...pathOf(placed), 'tool_use_id'],
            message: `${placeOf(placed)}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
            expected: 'the id of a tool_use in the previous message',
            actual: String(id),
          };
        }
      }
    },
  },
  {
    id: 'tool-result-duplicate',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    *check({ request }) {
      for (const turn of turnsOf(request)) {
        const seen = new Set<unknown>();
        for (const placed of turn.blocks) {
          if (turn.role !== 'user' || !isResult(placed)) continue;
          const id = placed.block.tool_use_id;
          if (seen.has(id)) {
            yield {
              path: [...pathOf(placed), 'tool_use_id'],
              message: `${placeOf(placed)}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`,
              expected: 'one result for each call',
            };
          }
          seen.add(id);
        }
      }
    },
  },
  {
    id: 'tool-use-id-duplicate',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    *check({ request }) {
      const seen = new Set<unknown>();
      for (const placed of placedBlocks(request, ['assistant'])) {
        if (!isCall(placed)) continue;
        const { id } = placed.block;
        if (seen.has(id)) {
          yield {
            path: [...pathOf(placed), 'id'],
            message: `${placeOf(placed)}: \`tool_use\` ids must be unique`,
            expected: 'an id that no earlier call has',
            actual: String(id),
          };
        }
        seen.add(id);
      }
    },
  },
  {
    id: 'tool-use-id-pattern',
    dialects: ANTHROPIC,
    source: 'by analogy with other patterns of the service',
    *check({ request }) {
      for (const placed of placedBlocks(request, ['assistant'])) {
        if (!isCall(placed) || /^[a-zA-Z0-9_-]+$/.test(placed.block.id ?? '')) continue;
        yield {
          path: [...pathOf(placed), 'id'],
          message: `${placeOf(placed)}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`,
          expected: 'letters, digits, underscores and dashes',
          actual: String(placed.block.id),
        };
      }
    },
  },
];
