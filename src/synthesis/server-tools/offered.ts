/** The tools of a request that the service runs itself, by family. */
import type { DialectName } from '../../contract/validator.ts';
import type { MessagesRequest, RequestTool } from '../../message/request.ts';
import { type McpTool, mcpTools } from './mcp-tools.ts';

/** Families whose tools stand in `tools`, one by one. */
export type ListedFamily =
  | 'web_search'
  | 'web_fetch'
  | 'code_execution'
  | 'tool_search'
  | 'advisor'
  | 'openrouter_shell';
export type Family = ListedFamily | 'mcp';

/** The tool of an MCP server, which `tools` does not hold. */
export interface OfferedByServer {
  family: 'mcp';
  server: McpTool;
  tool: RequestTool;
  name: string;
}

export interface OfferedInTools {
  family: ListedFamily;
  /** Its place in `request.tools`. */
  index: number;
  tool: RequestTool;
  /** Its name in `server_tool_use`, unless the use decides it (code execution has two). */
  name: string;
}

/** A server tool as it was offered. */
export type Offered = OfferedInTools | OfferedByServer;

/** Prefix of the tool's `type`, its family, and its name in `server_tool_use` (absent: that of the tool). */
const FAMILIES: readonly (readonly [prefix: string, family: ListedFamily, name?: string])[] = [
  ['web_search_', 'web_search', 'web_search'],
  ['web_fetch_', 'web_fetch', 'web_fetch'],
  ['code_execution_', 'code_execution', 'code_execution'],
  ['tool_search_tool_regex', 'tool_search', 'tool_search_tool_regex'],
  ['tool_search_tool_bm25', 'tool_search', 'tool_search_tool_bm25'],
  ['advisor_', 'advisor', 'advisor'],
  ['openrouter:web_search', 'web_search', 'web_search'],
  ['openrouter:web_fetch', 'web_fetch', 'web_fetch'],
  ['openrouter:tool_search', 'tool_search', 'tool_search'],
  ['openrouter:bash', 'openrouter_shell', 'openrouter_bash'],
  ['openrouter:shell', 'openrouter_shell', 'openrouter_shell'],
];

// OpenRouter's contract takes back the results of these only; the others do their work unseen, and the answer shows in text.
const SHOWN_BY_OPENROUTER: ReadonlySet<Family> = new Set(['web_search', 'advisor', 'openrouter_shell']);

/** The server tools that the model may call directly, in the order of the request. */
export function offeredTools(request: MessagesRequest): OfferedInTools[] {
  return (request.tools ?? []).flatMap((tool, index) => {
    const row = FAMILIES.find(([prefix]) => tool.type?.startsWith(prefix));
    const callers = tool['allowed_callers'];
    if (row === undefined || (Array.isArray(callers) && !callers.includes('direct'))) return [];
    return [{ family: row[1], index, tool, name: row[2] ?? tool.name ?? '' }];
  });
}

/** The tools of MCP servers, deferred ones too, the one that fits best first. OpenRouter's contract has no such servers. */
export function offeredByServers(request: MessagesRequest, asked: string, dialect: DialectName): OfferedByServer[] {
  if (dialect === 'openrouter') return [];
  return mcpTools(request, asked).map((server) => ({
    family: 'mcp',
    server,
    tool: { name: server.name },
    name: server.name,
  }));
}

/** Do call and result of this family stand in the answer, or does only the text tell of them? */
export function isShown(family: Family, dialect: DialectName): boolean {
  return dialect !== 'openrouter' || SHOWN_BY_OPENROUTER.has(family);
}

/** A setting of a server tool: Anthropic keeps it on the tool, OpenRouter under `parameters`. */
export function settingOf(tool: RequestTool, key: string): unknown {
  const parameters = tool['parameters'];
  const own = tool[key];
  if (own !== undefined && own !== null) return own;
  return typeof parameters === 'object' && parameters !== null
    ? (parameters as Record<string, unknown>)[key]
    : undefined;
}

/** How often the tool may be used in one request; no limit when none is set. */
export function maxUses(tool: RequestTool): number {
  const most = settingOf(tool, 'max_uses');
  return typeof most === 'number' ? most : Number.POSITIVE_INFINITY;
}
