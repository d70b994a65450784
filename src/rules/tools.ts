/** The list of tools: names, tools kept back for a search, references to them, and the domains of web tools. */
import type { RequestBlock, RequestTool } from '../message/request.ts';
import { ANTHROPIC, isObject, type Rule, type RuleContext } from './rule.ts';
import { type Placed, pathOf, placedBlocks } from './turns.ts';

/** The tools; none when the field is absent or null. */
export function toolsOf({ request }: Pick<RuleContext, 'request'>): readonly RequestTool[] {
  return Array.isArray(request.tools) ? request.tools : [];
}

/** The names a caller can use, or nothing if the list does not tell them all: toolsets and MCP servers bring their own. */
export function toolNames({ request }: Pick<RuleContext, 'request'>): Set<string> | undefined {
  const servers = request['mcp_servers'];
  if (Array.isArray(servers) && servers.length > 0) return undefined;
  const names = new Set<string>();
  for (const { name, type } of toolsOf({ request })) {
    if (typeof name !== 'string' || type?.includes('toolset')) return undefined;
    names.add(name);
  }
  return names;
}

/** The tool a block refers to, if it is a reference. The name is called `tool_name` in results and `name` in changes. */
function referenced(block: unknown): string | undefined {
  if (!isObject(block) || block['type'] !== 'tool_reference') return undefined;
  const name = block['tool_name'] ?? block['name'];
  return typeof name === 'string' ? name : undefined;
}

function references(block: RequestBlock): string[] {
  const content: unknown = block.content;
  const found: unknown = isObject(content) ? content['tool_references'] : content;
  const changes = block.type === 'tool_addition' || block.type === 'tool_removal';
  const list = changes ? [block['tool']] : Array.isArray(found) ? found : [];
  return list.map(referenced).filter((name) => name !== undefined);
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function* unknownReferences(placed: Placed, names: ReadonlySet<string>) {
  for (const name of references(placed.block)) {
    if (names.has(name)) continue;
    yield {
      path: pathOf(placed),
      message: `Tool reference '${name}' not found in available tools`,
      expected: 'the name of a tool in tools',
      actual: name,
    };
  }
}

export const TOOLS: readonly Rule[] = [
  {
    id: 'tool-names-unique',
    dialects: ANTHROPIC,
    source: 'seen on the wire',
    *check(context) {
      const seen = new Set<string>();
      const tools = toolsOf(context);
      for (let at = 0; at < tools.length; at++) {
        const { name } = tools[at]!;
        if (typeof name !== 'string') continue;
        if (seen.has(name)) {
          yield { path: ['tools', at, 'name'], message: 'tools: Tool names must be unique.', actual: name };
        }
        seen.add(name);
      }
    },
  },
  {
    id: 'defer-all',
    dialects: ANTHROPIC,
    source: 'Anthropic, tool search tool',
    check: (context) => {
      const tools = toolsOf(context);
      if (tools.length === 0 || !tools.every((tool) => tool['defer_loading'] === true)) return undefined;
      return {
        path: ['tools'],
        message: 'At least one tool must have defer_loading=false. All tools cannot be deferred.',
        expected: 'a tool that is not deferred',
      };
    },
  },
  {
    id: 'defer-cache-control',
    dialects: ANTHROPIC,
    source: 'Anthropic, tool search tool; the words are our own',
    *check(context) {
      const tools = toolsOf(context);
      for (let at = 0; at < tools.length; at++) {
        const tool = tools[at]!;
        if (tool['defer_loading'] !== true || !isObject(tool.cache_control)) continue;
        yield {
          path: ['tools', at, 'cache_control'],
          message: `tools.${at}: a tool with defer_loading=true cannot have cache_control. Set cache_control on a tool that is not deferred.`,
          expected: 'no cache_control on a deferred tool',
        };
      }
    },
  },
  {
    id: 'tool-reference-unknown',
    dialects: ANTHROPIC,
    source: 'Anthropic, tool search tool and mid-conversation tool changes',
    *check(context) {
      const names = toolNames(context);
      if (names === undefined) return;
      for (const placed of placedBlocks(context.request, ['user', 'assistant', 'system'])) {
        yield* unknownReferences(placed, names);
      }
    },
  },
  {
    id: 'web-domains-both',
    dialects: ANTHROPIC,
    source: 'Anthropic, web search tool; the words are our own',
    *check(context) {
      const tools = toolsOf(context);
      for (let at = 0; at < tools.length; at++) {
        const tool = tools[at]!;
        if (!/^web_(search|fetch)_/.test(tool.type ?? '')) continue;
        if (!isFilled(tool['allowed_domains']) || !isFilled(tool['blocked_domains'])) continue;
        yield {
          path: ['tools', at, 'blocked_domains'],
          message: `tools.${at}: allowed_domains and blocked_domains cannot both be specified. Please use only one.`,
          expected: 'one of allowed_domains and blocked_domains',
          actual: 'both',
        };
      }
    },
  },
];
