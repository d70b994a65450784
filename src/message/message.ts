/** What an answer IS: the Messages response, its content blocks and its usage. The only source of JSON and SSE. */
import type { ContentBlock as AnthropicBlock } from '../contract/generated/anthropic.ts';
import type {
  ContentBlock as OpenRouterBlock,
  Response as OpenRouterResponse,
} from '../contract/generated/openrouter.ts';

export interface Citation {
  type: string;
  cited_text: string;
  [key: string]: unknown;
}

export interface TextBlock {
  type: 'text';
  text: string;
  citations?: Citation[] | null;
}

export interface ThinkingBlock {
  type: 'thinking';
  thinking: string;
  signature: string;
}

/** `tool_use`, `server_tool_use`, `mcp_tool_use`: a call, with its arguments as a JSON object. */
export interface ToolUseBlock {
  type: 'tool_use' | 'server_tool_use' | 'mcp_tool_use';
  id: string;
  name: string;
  input: Record<string, unknown>;
  caller?: { type: string; [key: string]: unknown } | null;
  server_name?: string;
}

export interface CompactionBlock {
  type: 'compaction';
  content: string | null;
  encrypted_content?: string | null;
}

type AnyBlockType = (AnthropicBlock | OpenRouterBlock)['type'];

/** Every kind that arrives whole in a stream: redacted_thinking, results of server tools, container_upload, fallback... */
interface WholeBlock {
  type: Exclude<AnyBlockType, (TextBlock | ThinkingBlock | ToolUseBlock | CompactionBlock)['type']>;
  [key: string]: unknown;
}

export type ContentBlock = TextBlock | ThinkingBlock | ToolUseBlock | CompactionBlock | WholeBlock;

export type StopReason = NonNullable<OpenRouterResponse['stop_reason']>;

/** Token counts. Dialects add keys of their own (`cost`, `planning_usage_details`), and leave out what their service leaves out. */
export interface Usage {
  input_tokens: number;
  output_tokens: number;
  cache_creation_input_tokens?: number | null;
  cache_read_input_tokens?: number | null;
  cache_creation?: { ephemeral_5m_input_tokens: number; ephemeral_1h_input_tokens: number } | null;
  output_tokens_details?: { thinking_tokens: number } | null;
  server_tool_use?: { web_search_requests: number; web_fetch_requests?: number } | null;
  service_tier?: string | null;
  [key: string]: unknown;
}

/** A complete reply to `POST /v1/messages`. Key order is the order on the wire. */
export interface Message {
  id: string;
  type: 'message';
  role: 'assistant';
  model: string;
  content: ContentBlock[];
  stop_reason: StopReason | null;
  stop_sequence: string | null;
  stop_details?: Record<string, unknown> | null;
  container?: Record<string, unknown> | null;
  context_management?: { applied_edits: Record<string, unknown>[] } | null;
  usage: Usage;
  /** Dialect extras: `provider`, `openrouter_metadata`. */
  [key: string]: unknown;
}
