/** The bill of a fresh, uncached answer, before caches and prices change it. */
import type { Usage } from './message.ts';

export interface Spent {
  input: number;
  output: number;
  /** Part of the output; null when thinking was not on. */
  thinking: number | null;
  /** What server tools answered. */
  results: readonly ToolResult[];
}

/** A result of a server tool, as its block says it. */
interface ToolResult {
  type: string;
  content: unknown;
}

/** Usage as the services write it. Key order is the order on the wire. */
export function freshUsage({ input, output, thinking, results }: Spent): Usage {
  const uses = serverToolUse(results);
  return {
    input_tokens: input,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: output,
    ...(thinking === null ? {} : { output_tokens_details: { thinking_tokens: thinking } }),
    ...(uses ? { server_tool_use: uses } : {}),
    service_tier: 'standard',
  };
}

/** Uses of the web tools that worked; undefined when none was called. */
function serverToolUse(results: readonly ToolResult[]): Usage['server_tool_use'] | undefined {
  const ofWeb = results.filter(({ type }) => type === 'web_search_tool_result' || type === 'web_fetch_tool_result');
  if (ofWeb.length === 0) return undefined;
  const count = (tool: string): number =>
    ofWeb.filter(({ type, content }) => type === `${tool}_tool_result` && !isError(content)).length;
  return { web_search_requests: count('web_search'), web_fetch_requests: count('web_fetch') };
}

function isError(content: unknown): boolean {
  return typeof (content as { error_code?: unknown } | null)?.error_code === 'string';
}
