/** The plan of an answer: which blocks, in what order. Pure data, made before a word is written. */
import type { StopReason } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import type { Random } from '../random.ts';
import { chooseCalls } from './choose-calls.ts';
import { type Heard, hear } from './hear.ts';

/** How thinking is shown: as text, as an empty block with a signature, or encrypted whole. */
export type ThinkingForm = 'summarized' | 'omitted' | 'redacted';

/** One block to be. A new kind is a row here, its row in `compose.ts`, and the rule below that adds it. */
export type OutlinePart =
  | { kind: 'thinking'; form: ThinkingForm; sentences: number; limit: number }
  | { kind: 'lead_in' }
  | { kind: 'prose'; paragraphs: number }
  | { kind: 'continuation' }
  | { kind: 'json'; path: string }
  | { kind: 'call'; tool: number; name: string; about: string | null };

export interface Outline {
  parts: OutlinePart[];
  /** Why the answer ends when nothing cuts it. */
  stop_reason: Extract<StopReason, 'end_turn' | 'tool_use'>;
}

export interface OutlineInput {
  request: MessagesRequest;
  model: ModelTraits;
  random: Random;
  /** Was the interleaved-thinking beta sent? */
  interleaved: boolean;
}

/**
 * Decides the blocks from the request, the model's traits and chance. `heard` spares reading the conversation twice.
 *
 * @example outline({ request, model, random, interleaved: false }).parts.map((part) => part.kind) // ['thinking', 'prose']
 */
export function outline(input: OutlineInput, heard: Heard = hear(input.request)): Outline {
  const { request } = input;
  const random = input.random.fork('outline');
  const calls = chooseCalls(request, heard);
  const parts: OutlinePart[] = [];
  const thinking = planThinking(input, heard, random.fork('thinking'));
  if (thinking !== null) parts.push(thinking);
  if (calls.length > 0) {
    const choice = request.tool_choice?.type ?? 'auto';
    if (choice === 'auto' && random.chance(0.5)) parts.push({ kind: 'lead_in' });
    for (const call of calls) parts.push({ kind: 'call', ...call });
    return { parts, stop_reason: 'tool_use' };
  }
  const path = formatPath(request);
  if (path !== null) parts.push({ kind: 'json', path });
  else if (heard.prefill !== null) parts.push({ kind: 'continuation' });
  else parts.push({ kind: 'prose', paragraphs: random.pick([1, 1, 2, 2, 3]) });
  return { parts, stop_reason: 'end_turn' };
}

/** Where the schema of a structured answer stands in the request, or null when the answer is free text. */
function formatPath(request: MessagesRequest): string | null {
  if (request.output_config?.format?.type === 'json_schema') return 'output_config.format.schema';
  return request.output_format?.type === 'json_schema' ? 'output_format.schema' : null;
}

/** Is thinking on for this request? With it on, usage tells the thinking tokens even when there are none. */
export function thinkingIsOn(request: MessagesRequest, model: ModelTraits): boolean {
  const asked = request.thinking ?? null;
  if (asked === null) return model.thinking.default !== 'off';
  return asked.type === 'between_tools' ? (request.tools?.length ?? 0) > 0 : asked.type !== 'disabled';
}

function planThinking(input: OutlineInput, heard: Heard, random: Random): OutlinePart | null {
  const { request, model } = input;
  if (!thinkingIsOn(request, model) || heard.prefill !== null) return null;
  const asked = request.thinking;
  // Manual thinking thinks once, before the first call of a tool loop, unless the beta lets it think between calls.
  const manual = asked?.type === 'enabled';
  if (manual && heard.results.length > 0 && !input.interleaved) return null;
  const effort = request.output_config?.effort ?? model.defaultEffort ?? 'high';
  if (!manual && effort === 'low' && random.chance(0.5)) return null;
  const form = heard.redaction ? 'redacted' : (asked && 'display' in asked && asked.display) || model.thinking.display;
  const most = { low: 2, medium: 3, high: 4, xhigh: 5, max: 6 }[effort] ?? 4;
  // Thinking stays below the budget, counted in the model's own tokens.
  const limit = manual ? Math.floor((asked.budget_tokens - 1) / model.tokenScale) : Number.MAX_SAFE_INTEGER;
  return limit < 1 ? null : { kind: 'thinking', form, sentences: random.int(2, most), limit };
}
