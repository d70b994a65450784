/** Builders of requests for the tests of the rules: they name what matters and fill in the rest. */
import { resolveModel } from '../../src/backend/catalogue.ts';
import type { DialectName } from '../../src/contract/validator.ts';
import type { MessagesRequest, RequestBlock, RequestMessage, RequestTool } from '../../src/message/request.ts';
import type { RuleContext } from '../../src/rules/rule.ts';
import { findings } from '../../src/rules/rules.ts';

/** A request and who sends it to whom. Without more: `hello` to Sonnet 4.5, on Anthropic. */
export interface Sent extends Omit<Partial<MessagesRequest>, 'messages'> {
  messages?: RequestMessage[] | null;
  to?: DialectName;
  betas?: readonly string[];
  /** The `anthropic-version` header. Without it: the version of 2023. */
  version?: string;
  tokens?: number;
}

export const SONNET_45 = 'claude-sonnet-4-5';
export const OPUS_46 = 'claude-opus-4-6';
export const OPUS_5 = 'claude-opus-5';
export const FABLE_5 = 'claude-fable-5';
export const OPUS_55 = 'claude-opus-5-5';

export function user(...content: (string | RequestBlock)[]): RequestMessage {
  return message('user', content);
}

export function assistant(...content: (string | RequestBlock)[]): RequestMessage {
  return message('assistant', content);
}

export function system(...content: (string | RequestBlock)[]): RequestMessage {
  return message('system', content);
}

/** One text alone is sent as a string, everything else as blocks. */
function message(role: RequestMessage['role'], content: (string | RequestBlock)[]): RequestMessage {
  const [only] = content;
  if (content.length === 1 && typeof only === 'string') return { role, content: only };
  return { role, content: content.map((part) => (typeof part === 'string' ? text(part) : part)) };
}

export function text(words: string, more: Partial<RequestBlock> = {}): RequestBlock {
  return { type: 'text', text: words, ...more };
}

export function toolUse(id: string, more: Partial<RequestBlock> = {}): RequestBlock {
  return { type: 'tool_use', id, name: 'look', input: {}, ...more };
}

export function toolResult(id: string, content: RequestBlock['content'] = 'seen'): RequestBlock {
  return { type: 'tool_result', tool_use_id: id, content };
}

export function thought(words = 'hm'): RequestBlock {
  return { type: 'thinking', thinking: words, signature: 'c2ln' };
}

export function serverCall(id: string, name = 'web_search'): RequestBlock {
  return { type: 'server_tool_use', id, name, input: { query: 'x' } };
}

export function serverResult(id: string, type = 'web_search_tool_result'): RequestBlock {
  return { type, tool_use_id: id, content: [] };
}

export function document(citations?: boolean): RequestBlock {
  return {
    type: 'document',
    source: { type: 'text', media_type: 'text/plain', data: 'facts' },
    ...(citations === undefined ? {} : { citations: { enabled: citations } }),
  };
}

/** Its source is a plain text, unlike that of a document. */
export function searchResult(citations: boolean): RequestBlock {
  const block = { type: 'search_result', source: 'https://a.org', title: 'A', content: [text('facts')] };
  return { ...block, citations: { enabled: citations } } as unknown as RequestBlock;
}

export function tool(name: string, more: Partial<RequestTool> = {}): RequestTool {
  return { name, input_schema: { type: 'object' }, ...more };
}

/** A marker for the cache, to be spread into a block or a tool. */
export function marked(ttl?: '5m' | '1h'): { cache_control: { type: 'ephemeral'; ttl?: '5m' | '1h' } } {
  return { cache_control: { type: 'ephemeral', ...(ttl === undefined ? {} : { ttl }) } };
}

export const MANUAL = { type: 'enabled', budget_tokens: 2000 } as const;

export function contextOf(sent: Sent): RuleContext {
  const { to = 'anthropic', betas = [], version = '2023-06-01', tokens = 10, ...fields } = sent;
  const request = { model: SONNET_45, max_tokens: 4096, messages: [user('hello')], ...fields } as MessagesRequest;
  return { request, model: resolveModel(request.model), dialect: to, betas, version, inputTokens: () => tokens };
}

/** The ids of the rules a request breaks, in order. */
export function broken(sent: Sent): string[] {
  return findings(contextOf(sent)).map(({ rule }) => rule.id);
}
