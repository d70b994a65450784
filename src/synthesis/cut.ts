/** Where an answer ends early: at `max_tokens`, or before a stop sequence. */
import type { StopReason } from '../message/message.ts';
import { inputPieces, pairPieces } from '../message/output-tokens.ts';
import { countTokens, pieces } from '../tokens.ts';
import type { Composed } from './compose.ts';

export interface Limits {
  /** In the model's own tokens; undefined when the request sets no limit. */
  maxTokens: number | undefined;
  stopSequences: readonly string[];
  tokenScale: number;
  /** Room that the context window leaves, in the model's own tokens. Absent: enough. */
  window?: number;
}

export interface Cut {
  parts: Composed[];
  stop_reason: StopReason;
  stop_sequence: string | null;
  /** Tokens of all parts and of the thinking among them, in the model's own tokens. */
  outputTokens: number;
  thinkingTokens: number;
}

/**
 * Ends the answer where the limits say. `natural` is the stop reason when neither does. A stop sequence that is complete before the
 * token limit wins. Cuts fall between pieces, so never inside a surrogate pair; a call keeps the arguments that fit whole.
 */
export function cut(composed: readonly Composed[], natural: StopReason, limits: Limits): Cut {
  const asked = Math.max(0, limits.maxTokens ?? Number.POSITIVE_INFINITY);
  const most = Math.min(asked, Math.max(0, limits.window ?? Number.POSITIVE_INFINITY));
  const budget = pieceBudget(most, limits.tokenScale);
  const shortened = shorten(composed, budget);
  const stopped = stop(shortened.parts, limits.stopSequences);
  // A block of white space alone, as a cut may leave one, would be refused when it comes back in the history.
  const parts = stopped.parts.filter((part) => part.kind !== 'text' || part.text.trim() !== '');
  const tokens = (count: number): number => Math.min(most, Math.ceil(count * limits.tokenScale));
  const whole = !shortened.cut && stopped.sequence === null;
  const full = shortened.cut && stopped.sequence === null;
  return {
    parts,
    stop_reason: full
      ? most < asked
        ? 'model_context_window_exceeded'
        : 'max_tokens'
      : ended(natural, stopped.sequence),
    stop_sequence: stopped.sequence,
    // An answer always costs something, even one that a stop sequence has left empty.
    outputTokens: full ? most : Math.min(most, Math.max(1, tokens(whole ? shortened.spent : sum(parts)))),
    thinkingTokens: tokens(sum(parts.filter((part) => part.kind === 'thinking'))),
  };
}

function ended(natural: StopReason, sequence: string | null): StopReason {
  return sequence === null ? natural : 'stop_sequence';
}

/** How many pieces `maxTokens` buy. At least one when there is any limit above zero, however large the model's tokens are. */
function pieceBudget(maxTokens: number, tokenScale: number): number {
  return maxTokens < 1 ? 0 : Math.max(1, Math.floor(maxTokens / tokenScale));
}

function sum(parts: readonly Composed[]): number {
  return parts.reduce((total, part) => total + cost(part), 0);
}

/**
 * Pieces of a part. Results are not the model's words, and a compaction is billed by itself. What a text cites costs nothing.
 */
function cost(part: Composed): number {
  if (part.kind === 'server_result' || part.kind === 'compaction') return 0;
  if (part.kind !== 'call' && part.kind !== 'server_call') return countTokens(part.text);
  return inputPieces(part.input);
}

function shorten(composed: readonly Composed[], budget: number): { parts: Composed[]; cut: boolean; spent: number } {
  const parts: Composed[] = [];
  let spent = 0;
  for (const part of composed) {
    const price = cost(part);
    if (spent + price <= budget) {
      parts.push(part);
      spent += price;
      continue;
    }
    // Half a call of a server tool cannot run, and no turn could follow one that has not.
    if (spent < budget && part.kind !== 'server_call') parts.push(begin(part, budget - spent));
    return { parts, cut: true, spent: budget };
  }
  return { parts, cut: budget === 0, spent };
}

/** The parts with the last text broken off in its middle: what an answer is that something stops midway. */
export function halved(composed: readonly Composed[]): Composed[] {
  const last = composed.at(-1);
  if (last?.kind !== 'text') return [...composed];
  const all = pieces(last.text);
  const half = all.slice(0, Math.ceil(all.length / 2)).join('');
  return [...composed.slice(0, -1), { kind: 'text', text: half.trimEnd() || last.text }];
}

/** The beginning of a part that costs at most `left` pieces; a text that is cut cites nothing. */
function begin(part: Composed, left: number): Composed {
  if (part.kind === 'text') return { kind: 'text', text: pieces(part.text).slice(0, left).join('') };
  if (part.kind === 'thinking') return { ...part, text: pieces(part.text).slice(0, left).join('') };
  if (part.kind !== 'call') return part;
  const kept: [string, unknown][] = [];
  let spent = 1;
  for (const pair of Object.entries(part.input)) {
    spent += pairPieces(pair);
    if (spent > left) break;
    kept.push(pair);
  }
  return { ...part, input: Object.fromEntries(kept) };
}

function stop(
  parts: readonly Composed[],
  sequences: readonly string[],
): { parts: Composed[]; sequence: string | null } {
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'text') continue;
    const match = firstMatch(part.text, sequences);
    if (match === null) continue;
    return {
      // What a text cites comes behind it, so a text that stops early cites nothing.
      parts: [...parts.slice(0, index), { kind: 'text', text: part.text.slice(0, match.at) }],
      sequence: match.sequence,
    };
  }
  return { parts: [...parts], sequence: null };
}

/** A surrogate without its other half: as a stop sequence it would cut characters in two. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The earliest match; of several at one place, the longest. Empty and broken sequences match nothing. */
function firstMatch(text: string, sequences: readonly string[]): { at: number; sequence: string } | null {
  let best: { at: number; sequence: string } | null = null;
  for (const sequence of sequences) {
    const at = sequence === '' || LONE_SURROGATE.test(sequence) ? -1 : text.indexOf(sequence);
    if (at === -1) continue;
    if (best === null || at < best.at || (at === best.at && sequence.length > best.sequence.length))
      best = { at, sequence };
  }
  return best;
}
