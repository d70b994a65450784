/** Builders: a model, a request and a synthesis, naming only what matters. */

import type { Draft } from '../../src/message/draft.ts';
import type { MessagesRequest, RequestTool } from '../../src/message/request.ts';
import type { ModelTraits } from '../../src/model.ts';
import { createRandom } from '../../src/random.ts';
import type { ReplyStyle } from '../../src/reply-style.ts';
import type { Heard } from '../../src/synthesis/hear.ts';
import { synthesize } from '../../src/synthesis/synthesize.ts';

export function model(changes: Partial<ModelTraits> = {}): ModelTraits {
  return {
    id: 'claude-haiku-4-5',
    slug: 'anthropic/claude-haiku-4.5',
    displayName: 'Claude Haiku 4.5',
    createdAt: '2025-10-15T00:00:00Z',
    provider: 'Anthropic',
    known: true,
    contextWindow: 200_000,
    maxOutput: 64_000,
    price: { input: 1, output: 5, cacheWrite5m: 1.25, cacheWrite1h: 2, cacheRead: 0.1 },
    minCacheTokens: 4096,
    thinking: { modes: ['enabled'], default: 'off', display: 'summarized' },
    efforts: [],
    prefill: true,
    sampling: 'one',
    systemMessages: false,
    forcedTools: true,
    toolPromptTokens: { auto: 496, forced: 588 },
    tokenScale: 1,
    ...changes,
  };
}

/** A model that thinks unless told otherwise, and does not show it. */
export const adaptive = model({
  thinking: { modes: ['adaptive'], default: 'on', display: 'omitted' },
  tokenScale: 1.3,
});

export function ask(text: string, changes: Partial<MessagesRequest> = {}): MessagesRequest {
  return { model: 'claude-haiku-4-5', max_tokens: 4096, messages: [{ role: 'user', content: text }], ...changes };
}

/** A turn that brings a tool's result. */
export function answered(content: string, changes: Partial<MessagesRequest> = {}, is_error = false): MessagesRequest {
  return ask('What is the weather in Paris?', {
    messages: [
      { role: 'user', content: 'What is the weather in Paris?' },
      {
        role: 'assistant',
        content: [{ type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { location: 'Paris' } }],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content, is_error }] },
    ],
    tools: [weather],
    ...changes,
  });
}

export function heard(changes: Partial<Heard> = {}): Heard {
  return { asked: '', results: [], prefill: null, attachment: null, redaction: false, ...changes };
}

export function tool(
  name: string,
  properties: Record<string, unknown> = {},
  changes: Partial<RequestTool> = {},
): RequestTool {
  return { name, input_schema: { type: 'object', properties, required: Object.keys(properties) }, ...changes };
}

export const weather = tool(
  'get_weather',
  { location: { type: 'string' } },
  { description: 'Current weather of a place' },
);
export const mail = tool('send_email', { to: { type: 'string', format: 'email' }, body: { type: 'string' } });

/** Synthesizes with a signature and a redaction that can be read. The seed is the request itself, as in the house. */
export function answer(
  request: MessagesRequest,
  traits: ModelTraits = model(),
  interleaved = false,
  style: ReplyStyle = { kind: 'realistic' },
): Promise<Draft> {
  return synthesize({
    request,
    model: traits,
    random: createRandom(JSON.stringify(request)),
    interleaved,
    style,
    wish: undefined,
    sign: (thinking) => `signed:${thinking}`,
    redact: (text) => `redacted:${text}`,
  });
}

/** All text of a draft. */
export function textOf(draft: Draft): string {
  return draft.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}
