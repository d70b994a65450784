/** The plan of an answer: which blocks, in what order. Pure data, made before a word is written. */
import type { DialectName } from '../contract/validator.ts';
import type { StopReason } from '../message/message.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import type { Random } from '../random.ts';
import type { ReplyStyle } from '../reply-style.ts';
import type { Wish } from '../wish.ts';
import { type Call, chooseCalls, deferredCalls } from './choose-calls.ts';
import { mayCite } from './citations/sources.ts';
import { type Heard, hear } from './hear.ts';
import { chooseUses } from './server-tools/choose-uses.ts';
import type { PlannedUse } from './server-tools/planned-use.ts';
import { type Step, type StepCost, stepsUntilStop } from './server-tools/stop-conditions.ts';

/** How thinking is shown: as text, as an empty block with a signature, or encrypted whole. */
export type ThinkingForm = 'summarized' | 'omitted' | 'redacted';

/** One block to be. A new kind is a row here, its row in `compose.ts`, and the rule below that adds it. */
export type OutlinePart =
  | { kind: 'compaction' }
  | { kind: 'thinking'; form: ThinkingForm; sentences: number; limit: number }
  | { kind: 'lead_in' }
  | { kind: 'prose'; paragraphs: number }
  /** Text that cites the documents and search results of the conversation. */
  | { kind: 'cited'; paragraphs: number }
  /** A call of a server tool and its result. */
  | ({ kind: 'use' } & PlannedUse)
  /** Text that tells what the server tools before it brought. */
  | { kind: 'findings' }
  | { kind: 'continuation' }
  | { kind: 'json'; path: string }
  | { kind: 'call'; tool: number; name: string; about: string | null };

export interface Outline {
  parts: OutlinePart[];
  /** Why the answer ends when nothing cuts it. */
  stop_reason: Extract<
    StopReason,
    'end_turn' | 'tool_use' | 'pause_turn' | 'refusal' | 'compaction' | 'model_context_window_exceeded'
  >;
}

export interface OutlineInput {
  request: MessagesRequest;
  model: ModelTraits;
  random: Random;
  /** Was the interleaved-thinking beta sent? */
  interleaved: boolean;
  /** Absent: anthropic. */
  dialect?: DialectName;
  /** Absent: realistic. */
  style?: ReplyStyle;
  wish?: Wish | undefined;
  /** The compaction that is due. Absent or null: none is. */
  compaction?: { pause: boolean } | null;
  /** Of the prompt. Absent: as if there were none. */
  tokens?: number;
}

/**
 * Decides the blocks from the request, the model's traits, wishes and chance. `heard` spares reading the conversation twice.
 *
 * @example outline({ request, model, random, interleaved: false }).parts.map((part) => part.kind) // ['thinking', 'prose']
 */
export function outline(input: OutlineInput, heard: Heard = hear(input.request)): Outline {
  const { wish, compaction } = input;
  if (wish === 'refusal') return { parts: [], stop_reason: 'refusal' };
  if (wish === 'empty') return { parts: [], stop_reason: 'end_turn' };
  const parts: OutlinePart[] = compaction ? [{ kind: 'compaction' }] : [];
  if (compaction?.pause) return { parts, stop_reason: 'compaction' };
  const random = input.random.fork('outline');
  const thinking = planThinking(input, heard, random.fork('thinking'));
  if (thinking !== null) parts.push(thinking);
  if (wish === 'refusal-midway' || wish === 'context-window') {
    const stop_reason = wish === 'context-window' ? 'model_context_window_exceeded' : 'refusal';
    return { parts: [...parts, { kind: 'prose', paragraphs: 2 }], stop_reason };
  }
  const body = planBody(input, heard, random);
  return { parts: [...parts, ...body.parts], stop_reason: body.stop_reason };
}

/** What comes behind the first thinking: tools of the service, then calls of the client's or words. */
function planBody(input: OutlineInput, heard: Heard, random: Random): Outline {
  const { request, dialect = 'anthropic', wish } = input;
  const found = chooseCalls(request, heard);
  const choice = request.tool_choice?.type ?? 'auto';
  const planned = chooseUses({ request, heard, calls: found, dialect, wish, random: random.fork('uses') });
  const stop =
    dialect === 'openrouter' ? stepsUntilStop(request, planned.map(stepIn(request)), stepCost(input)) : undefined;
  const uses = planned.slice(0, stop);
  const parts: OutlinePart[] = uses.map((use) => ({ kind: 'use', ...use }));
  if (uses.some(({ waiting }) => waiting)) {
    // A tool that works unseen cannot be seen to wait.
    if (uses.every(({ shown }) => !shown))
      return { parts: [{ kind: 'prose', paragraphs: 1 }], stop_reason: 'pause_turn' };
    return { parts, stop_reason: 'pause_turn' };
  }
  if (wish === 'pause-turn') return { parts: [{ kind: 'prose', paragraphs: 1 }], stop_reason: 'pause_turn' };
  const between = uses.length > 0 ? planThinking(input, heard, random.fork('between'), true) : null;
  if (between !== null && uses.some(({ shown }) => shown)) parts.push(between);
  // A loop that was stopped ends in words.
  const calls = stop !== undefined ? [] : uses.length === 0 ? found : callsFound(uses, request, heard);
  if (calls.length > 0) {
    if (choice === 'auto' && uses.length === 0 && random.chance(0.5)) parts.push({ kind: 'lead_in' });
    for (const call of calls) parts.push({ kind: 'call', ...call });
    return { parts, stop_reason: 'tool_use' };
  }
  parts.push(planWords(input, heard, uses, random));
  return { parts, stop_reason: 'end_turn' };
}

function stepIn({ tools }: MessagesRequest): (use: PlannedUse) => Step {
  return (use) => {
    const type = use.family !== 'mcp' && typeof use.tool === 'number' ? tools?.[use.tool]?.type : undefined;
    return { name: use.name, type };
  };
}

function stepCost({ model, tokens = 0 }: OutlineInput): StepCost {
  return { tokens, cost: (tokens * model.price.input) / 1e6 };
}

/** The calls of what a tool search has found: the best of them. */
function callsFound(uses: readonly PlannedUse[], request: MessagesRequest, heard: Heard): Call[] {
  const searched = uses.some(
    ({ family, error, found }) => family === 'tool_search' && error === null && found.length > 0,
  );
  return searched ? deferredCalls(request, heard).slice(0, 1) : [];
}

function planWords(
  { request, style }: OutlineInput,
  heard: Heard,
  uses: readonly PlannedUse[],
  random: Random,
): OutlinePart {
  const path = formatPath(request);
  if (path !== null) return { kind: 'json', path };
  if (heard.prefill !== null) return { kind: 'continuation' };
  const paragraphs = random.pick([1, 1, 2, 2, 3]);
  // Only realistic text tells of what was found; any other is exactly what was asked for.
  if ((style?.kind ?? 'realistic') === 'realistic') {
    if (uses.length > 0) return { kind: 'findings' };
    if (mayCite(request)) return { kind: 'cited', paragraphs };
  }
  return { kind: 'prose', paragraphs };
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

/** `between` asks for the thinking behind the result of a tool. */
function planThinking(input: OutlineInput, heard: Heard, random: Random, between = false): OutlinePart | null {
  const { request, model, wish } = input;
  const redacted = wish === 'redacted';
  if (!(thinkingIsOn(request, model) || (redacted && !between)) || heard.prefill !== null) return null;
  const asked = request.thinking;
  // Manual thinking thinks once, before the first call of a tool loop, unless the beta lets it think between calls.
  const manual = asked?.type === 'enabled';
  if (manual && (between || heard.results.length > 0) && !input.interleaved) return null;
  const effort = request.output_config?.effort ?? model.defaultEffort ?? 'high';
  if (!manual && !redacted && effort === 'low' && random.chance(0.5)) return null;
  const form =
    heard.redaction || redacted ? 'redacted' : (asked && 'display' in asked && asked.display) || model.thinking.display;
  const most = { low: 2, medium: 3, high: 4, xhigh: 5, max: 6 }[effort] ?? 4;
  // Thinking stays below the budget, counted in the model's own tokens.
  const limit = manual ? Math.floor((asked.budget_tokens - 1) / model.tokenScale) : Number.MAX_SAFE_INTEGER;
  return limit < 1 ? null : { kind: 'thinking', form, sentences: random.int(2, most), limit };
}
