/**
 * A validated request as the rooms read it: the fields that decide something, of all dialects together.
 * The full contract is in `schemas/`; by the time a value has this type, it has been validated against it.
 */

export interface CacheControl {
  type: 'ephemeral';
  ttl?: '5m' | '1h';
}

/** Any content block of a request. `type` says which; the schema has checked the rest. */
export interface RequestBlock {
  type: string;
  cache_control?: CacheControl | null;
  text?: string;
  thinking?: string;
  signature?: string;
  data?: string;
  id?: string;
  name?: string;
  input?: unknown;
  tool_use_id?: string;
  is_error?: boolean;
  /** Of tool_result: text or blocks; of server tool results: blocks or an object. */
  content?: string | RequestBlock[] | Record<string, unknown> | null;
  /** Of images and documents where they come from; of search results an address or a name. */
  source?:
    | string
    | { type: string; media_type?: string; data?: string; url?: string; content?: string | RequestBlock[] };
  citations?: { enabled?: boolean } | unknown[] | null;
  title?: string | null;
  [key: string]: unknown;
}

export interface RequestMessage {
  role: 'user' | 'assistant' | 'system';
  content: string | RequestBlock[];
}

export interface RequestTool {
  /** Absent or `custom` for the caller's own tools; otherwise a server or client tool kind such as `web_search_20250305`. */
  type?: string;
  name?: string;
  description?: string;
  input_schema?: Record<string, unknown>;
  cache_control?: CacheControl | null;
  [key: string]: unknown;
}

type ToolChoice =
  | { type: 'auto' | 'any'; disable_parallel_tool_use?: boolean }
  | { type: 'tool'; name: string; disable_parallel_tool_use?: boolean }
  | { type: 'none' };

type Thinking =
  | { type: 'enabled'; budget_tokens: number; display?: 'summarized' | 'omitted' | null }
  | { type: 'adaptive'; display?: 'summarized' | 'omitted' | null }
  | { type: 'between_tools' | 'disabled' };

export interface MessagesRequest {
  model: string;
  messages: RequestMessage[];
  max_tokens?: number;
  system?: string | RequestBlock[];
  stream?: boolean;
  temperature?: number | null;
  top_p?: number | null;
  top_k?: number | null;
  stop_sequences?: string[] | null;
  tools?: RequestTool[];
  tool_choice?: ToolChoice;
  thinking?: Thinking;
  output_config?: {
    effort?: string | null;
    format?: { type: 'json_schema'; schema: Record<string, unknown> } | null;
    [key: string]: unknown;
  };
  /** Deprecated alias of `output_config.format`. */
  output_format?: { type: 'json_schema'; schema: Record<string, unknown> } | null;
  cache_control?: CacheControl | null;
  [key: string]: unknown;
}

/** The blocks of a message's content, a plain string being one text block. */
export function blocksOf(content: string | RequestBlock[]): RequestBlock[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}
