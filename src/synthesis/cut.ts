/** Where an answer ends early: at `max_tokens`, or before a stop sequence. */
import type { StopReason } from '../message/message.ts';
import { countTokens, pieces } from '../tokens.ts';
import type { Composed } from './compose.ts';

export interface Limits {
  /** In the model's own tokens; undefined when the request sets no limit. */
  maxTokens: number | undefined;
  stopSequences: readonly string[];
  tokenScale: number;
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
  const most = Math.max(0, limits.maxTokens ?? Number.POSITIVE_INFINITY);
  const budget = pieceBudget(most, limits.tokenScale);
  const shortened = shorten(composed, budget);
  const stopped = stop(shortened.parts, limits.stopSequences);
  const parts = stopped.parts.filter((part) => part.kind !== 'text' || part.text !== '');
  const tokens = (list: readonly Composed[]): number => Math.min(most, Math.ceil(sum(list) * limits.tokenScale));
  const full = shortened.cut && stopped.sequence === null;
  return {
    parts,
    stop_reason: stopped.sequence !== null ? 'stop_sequence' : shortened.cut ? 'max_tokens' : natural,
    stop_sequence: stopped.sequence,
    // An answer always costs something, even one that a stop sequence has left empty.
    outputTokens: full ? most : Math.min(most, Math.max(1, tokens(parts))),
    thinkingTokens: tokens(parts.filter((part) => part.kind === 'thinking')),
  };
}

/** How many pieces `maxTokens` buy. At least one when there is any limit above zero, however large the model's tokens are. */
function pieceBudget(maxTokens: number, tokenScale: number): number {
  return maxTokens < 1 ? 0 : Math.max(1, Math.floor(maxTokens / tokenScale));
}

function sum(parts: readonly Composed[]): number {
  return parts.reduce((total, part) => total + cost(part), 0);
}

/** Pieces of a part. A call is one for its braces, and its arguments as JSON, pair by pair. */
function cost(part: Composed): number {
  if (part.kind !== 'call') return countTokens(part.text);
  return Object.entries(part.input).reduce((total, pair) => total + pairCost(pair), 1);
}

function pairCost([key, value]: [string, unknown]): number {
  return countTokens(`${JSON.stringify(key)}:${JSON.stringify(value)},`);
}

function shorten(composed: readonly Composed[], budget: number): { parts: Composed[]; cut: boolean } {
  const parts: Composed[] = [];
  let left = budget;
  for (const part of composed) {
    const price = cost(part);
    if (price <= left) {
      parts.push(part);
      left -= price;
      continue;
    }
    if (left > 0) parts.push(begin(part, left));
    return { parts, cut: true };
  }
  return { parts, cut: budget === 0 };
}

/** The beginning of a part that costs at most `left` pieces. */
function begin(part: Composed, left: number): Composed {
  if (part.kind !== 'call') return { ...part, text: pieces(part.text).slice(0, left).join('') };
  const kept: [string, unknown][] = [];
  let spent = 1;
  for (const pair of Object.entries(part.input)) {
    spent += pairCost(pair);
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
      parts: [...parts.slice(0, index), { ...part, text: part.text.slice(0, match.at) }],
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
