/** The tools of MCP servers that an answer may call. No server is asked: the request names them, or they are invented. */
import { blocksOf, type MessagesRequest, type RequestTool } from '../../message/request.ts';
import { referencedTools } from '../choose-calls.ts';
import { stemsOf } from '../words.ts';
import { defers, type Fields, fieldsOf, newer, older } from './mcp-settings.ts';

export interface McpTool {
  /** Name of its server, as `mcp_servers` declares it. */
  server: string;
  name: string;
  /** Null when nobody has told it. */
  schema: Record<string, unknown> | null;
  /** How well it fits what was asked; 0: not at all. */
  score: number;
  /** Must a tool search find it first? */
  deferred: boolean;
}

/** A tool as a server lists it. */
interface Listed {
  name: string;
  description: string;
  schema: Record<string, unknown> | null;
}

/** What a server offers of which nothing is known. */
const INVENTED = ['search', 'query', 'list', 'read'];
/** More servers, and more tools of one, are not looked at: a body may name a million. */
const MOST_SERVERS = 50;
const MOST_TOOLS = 200;

/**
 * The tools that are enabled, best first. A server with a `mcp_toolset` obeys that; one without, the older `tool_configuration`.
 * Deferred tools are so until a tool search has found them.
 */
export function mcpTools(request: MessagesRequest, asked: string): McpTool[] {
  const servers = listOf(request['mcp_servers']).slice(0, MOST_SERVERS);
  if (servers.length === 0) return [];
  const toolsets = new Map((request.tools ?? []).filter(isToolset).map((tool) => [tool['mcp_server_name'], tool]));
  const seen = new Map(servers.map(({ name }) => [name, { listing: null, called: new Set() } as Seen]));
  remember(request, seen);
  const found = [...toolsets.values()].some(defers) ? referencedTools(request) : new Set();
  const wanted = stemsOf(asked);
  const outright = /\bmcp\b/i.test(asked) ? 1 : 0;
  const tools = [...seen].flatMap(([server, { listing, called }]): McpTool[] => {
    if (typeof server !== 'string') return [];
    const toolset = toolsets.get(server);
    const old = servers.find(({ name }) => name === server)!['tool_configuration'];
    const { isEnabled, isDeferred, named } = toolset ? newer(toolset) : older(old);
    const known = listing ?? pinned(toolset) ?? [...called, ...named].map(unlisted);
    const usable = ({ name }: Listed): boolean => isEnabled(name);
    const enabled = known.slice(0, MOST_TOOLS).filter(usable);
    const guessed = listing || pinned(toolset) || enabled.length > 0 ? [] : INVENTED.map(unlisted).filter(usable);
    const aboutServer = shared(wanted, stemsOf(server));
    return [...enabled, ...guessed.slice(0, 1)].map(({ name, description, schema }) => ({
      server,
      name,
      schema,
      deferred: isDeferred(name) && !found.has(name),
      score: outright + aboutServer + 3 * shared(wanted, stemsOf(name)) + shared(wanted, stemsOf(description)),
    }));
  });
  return tools.sort((a, b) => b.score - a.score);
}

/** What the conversation tells of a server: the last listing of its tools, and the tools it was seen to have. */
interface Seen {
  listing: Listed[] | null;
  called: Set<string>;
}

function remember(request: MessagesRequest, seen: ReadonlyMap<unknown, Seen>): void {
  for (const { role, content } of request.messages ?? []) {
    if (role !== 'assistant') continue;
    for (const block of blocksOf(content)) {
      const server = seen.get(block['server_name'] ?? block['mcp_server_name']);
      if (server && block.type === 'mcp_tool_listing') server.listing = listed(block['tools']);
      if (server && block.type === 'mcp_tool_use' && typeof block.name === 'string') server.called.add(block.name);
    }
  }
}

function pinned(toolset: RequestTool | undefined): Listed[] | null {
  return Array.isArray(toolset?.['tools']) ? listed(toolset['tools']) : null;
}

function listed(tools: unknown): Listed[] {
  return listOf(tools).map(({ name, description, input_schema }) => ({
    name: name as string,
    description: typeof description === 'string' ? description.slice(0, 300) : '',
    schema: { ...fieldsOf(input_schema) },
  }));
}

function unlisted(name: string): Listed {
  return { name, description: '', schema: null };
}

function isToolset({ type }: RequestTool): boolean {
  return type === 'mcp_toolset';
}

/** The entries that have a name. LLM Router's contract does not describe these fields, so they may be anything. */
function listOf(value: unknown): Fields[] {
  const entries = Array.isArray(value) ? value.map(fieldsOf) : [];
  return entries.filter(({ name }) => typeof name === 'string' && name !== '');
}

function shared(wanted: ReadonlySet<string>, offered: ReadonlySet<string>): number {
  let count = 0;
  for (const stem of offered) if (wanted.has(stem)) count++;
  return count;
}
