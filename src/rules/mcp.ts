/** MCP servers and the toolsets that use them: each server has one, and each toolset a server. */
import type { RequestTool } from '../message/request.ts';
import { ANTHROPIC, type Finding, isObject, type Rule, type RuleContext } from './rule.ts';
import { toolsOf } from './tools.ts';

/** Before toolsets there was `tool_configuration` on the server itself. */
const OLD_BETA = 'mcp-client-2025-04-04';
const NEW_BETA = 'mcp-client-2025-11-20';

interface Server {
  name: string;
  at: number;
}

function serversOf({ request }: RuleContext): Server[] {
  const servers: unknown = request['mcp_servers'];
  const list: unknown[] = Array.isArray(servers) ? servers : [];
  return list.map((server, at) => ({ name: isObject(server) ? String(server['name']) : '', at }));
}

function toolsetsOf(context: RuleContext): { server: string; at: number }[] {
  const isToolset = ({ tool }: { tool: RequestTool }): boolean => tool.type === 'mcp_toolset';
  const placed = toolsOf(context).map((tool, at) => ({ tool, at }));
  return placed.filter(isToolset).map(({ tool, at }) => ({ server: String(tool['mcp_server_name']), at }));
}

/** The second and every further entry of a name. */
function* repeated<T>(entries: readonly T[], name: (entry: T) => string): Generator<T> {
  const seen = new Set<string>();
  for (const entry of entries) {
    if (seen.has(name(entry))) yield entry;
    seen.add(name(entry));
  }
}

const ROWS: readonly Rule[] = [
  {
    id: 'mcp-server-names-unique',
    dialects: ANTHROPIC,
    source: 'Anthropic, MCP connector; the words are our own',
    *check(context) {
      for (const { name, at } of repeated(serversOf(context), (server) => server.name)) {
        yield {
          path: ['mcp_servers', at, 'name'],
          message: 'mcp_servers: MCP server names must be unique.',
          expected: 'a name of its own',
          actual: name,
        };
      }
    },
  },
  {
    id: 'mcp-server-unused',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    *check(context): Generator<Finding> {
      const toolsets = new Set(toolsetsOf(context).map(({ server }) => server));
      // Without the betas in hand, a toolset tells that the newer form is meant.
      const { betas } = context;
      if (betas.includes(OLD_BETA) || !(betas.includes(NEW_BETA) || toolsets.size > 0)) return;
      for (const { name, at } of serversOf(context)) {
        if (toolsets.has(name)) continue;
        yield {
          path: ['mcp_servers', at],
          message: `MCP server '${name}' is defined but not referenced by any \`mcp_toolset\` in \`tools\`.`,
          expected: 'a mcp_toolset with this mcp_server_name',
          actual: 'none',
        };
      }
    },
  },
  {
    id: 'mcp-server-unknown',
    dialects: ANTHROPIC,
    source: 'Anthropic, MCP connector; the words are our own',
    *check(context): Generator<Finding> {
      const servers = new Set(serversOf(context).map(({ name }) => name));
      for (const { server, at } of toolsetsOf(context)) {
        if (servers.has(server)) continue;
        yield {
          path: ['tools', at, 'mcp_server_name'],
          message: `tools.${at}: MCP server '${server}' is not defined in \`mcp_servers\`.`,
          expected: 'the name of a server in mcp_servers',
          actual: server,
        };
      }
    },
  },
  {
    id: 'mcp-toolset-twice',
    dialects: ANTHROPIC,
    source: 'Anthropic, MCP connector; the words are our own',
    *check(context): Generator<Finding> {
      for (const { server, at } of repeated(toolsetsOf(context), (toolset) => toolset.server)) {
        yield {
          path: ['tools', at, 'mcp_server_name'],
          message: `tools.${at}: MCP server '${server}' is referenced by more than one \`mcp_toolset\`.`,
          expected: 'one mcp_toolset per server',
          actual: server,
        };
      }
    },
  },
];

/** Most requests have neither servers nor tools, and are not to pay for looking. */
export const MCP: readonly Rule[] = ROWS.map((row) => ({
  ...row,
  check(context) {
    const { tools, mcp_servers } = context.request;
    return tools === undefined && mcp_servers === undefined ? undefined : row.check(context);
  },
}));
