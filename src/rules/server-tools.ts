/** Tools that the service runs itself: their results follow their calls, and a turn does not end with a call still running. */
import { ANTHROPIC, isObject, type Rule } from './rule.ts';
import { isServerResult, type Placed, pathOf, placedBlocks, placeOf, type Turn, turnsOf } from './turns.ts';

/** The block kind that answers a server tool. Both search tools for tools share one. */
function resultKind(tool: string): string {
  return tool.startsWith('tool_search_tool') ? 'tool_search_tool_result' : `${tool}_tool_result`;
}

/** Takes up the calls of a turn and strikes out those that are answered, or that wait for a client tool they call. */
function follow(turn: Turn, running: Map<string, Placed>): void {
  for (const placed of turn.blocks) {
    const { block } = placed;
    if (block.type === 'server_tool_use' && typeof block.id === 'string') running.set(block.id, placed);
    if (isServerResult(block) && typeof block.tool_use_id === 'string') running.delete(block.tool_use_id);
    const caller = block['caller'];
    if (isObject(caller) && typeof caller['tool_id'] === 'string') running.delete(caller['tool_id']);
  }
}

export const SERVER_TOOLS: readonly Rule[] = [
  {
    id: 'server-result-orphan',
    dialects: ANTHROPIC,
    source: 'seen on the wire for advisor_tool_result',
    *check({ request }) {
      const calls = new Set<string | undefined>();
      for (const placed of placedBlocks(request, ['assistant'])) {
        const { block } = placed;
        if (block.type === 'server_tool_use') calls.add(block.id);
        // Results of MCP servers answer an `mcp_tool_use`, of which no such refusal is known.
        if (!isServerResult(block) || block.type === 'mcp_tool_result' || calls.has(block.tool_use_id)) continue;
        yield {
          path: [...pathOf(placed), 'tool_use_id'],
          message: `${placeOf(placed)}: unexpected \`tool_use_id\` found in \`${block.type}\` blocks: ${block.tool_use_id}. Each \`${block.type}\` block must have a corresponding \`server_tool_use\` block before it.`,
          expected: 'the id of a server_tool_use before it',
          actual: String(block.tool_use_id),
        };
      }
    },
  },
  {
    id: 'server-tool-unresolved',
    dialects: ANTHROPIC,
    source: 'Anthropic, stop reasons: anything but results of client tools ends the turn',
    *check({ request }) {
      const running = new Map<string, Placed>();
      for (const turn of turnsOf(request)) {
        if (turn.role === 'assistant') {
          follow(turn, running);
          continue;
        }
        if (running.size === 0 || !turn.blocks.some(({ block }) => block.type !== 'tool_result')) continue;
        for (const [id, placed] of running) {
          const tool = String(placed.block.name);
          yield {
            path: pathOf(placed),
            message: `\`${tool}\` tool use with id \`${id}\` was found without a corresponding \`${resultKind(tool)}\` block`,
            expected: `a ${resultKind(tool)} block`,
            actual: 'none',
          };
        }
        running.clear();
      }
    },
  },
];
