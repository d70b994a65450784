/** What a request adds to the conversation that earlier requests of the cassette had begun. */
import { hash } from 'node:crypto';
import { canonical, TooDeep } from '../../canonical.ts';
import type { RecordedRequest } from '../../cassettes/recording.ts';
import { isObject } from '../../cassettes/replay/events-of.ts';

export interface Asked {
  /** How many of its messages an earlier exchange has shown, as its own or as its reply. */
  earlier: number;
  /** Only where the conversation is new. */
  system: unknown;
  /** Names of the tools, where the conversation is new. */
  tools: string[];
  turns: { role: string; content: unknown }[];
  /** The body, where it is no conversation; or its text, where it is no JSON. */
  other: unknown;
}

const NOTHING: Asked = { earlier: 0, system: null, tools: [], turns: [], other: null };

/**
 * A function to be called with the requests of a cassette in order. Conversations are told apart by digests of their beginnings, so that
 * it takes one look at each message, however many conversations there are.
 */
export function askedAnew(): (request: RecordedRequest) => Asked {
  const seen = new Set<string>();
  return ({ body, text }) => {
    if (!isObject(body) || !Array.isArray(body['messages'])) return { ...NOTHING, other: body ?? text ?? null };
    const { system = null, tools = [], messages } = body;
    const whole = { ...NOTHING, system, tools: namesOf(tools), turns: messages.map(turnOf) };
    const digests = digestsOf([{ system, tools }, ...messages]);
    if (!digests) return whole;
    const known = digests.findLastIndex((digest, index) => index > 0 && seen.has(digest));
    seen.add(digests.at(-1)!);
    if (known < 0) return whole;
    // Next comes what the earlier exchange had been answered.
    const earlier = turnOf(messages[known]).role === 'assistant' ? known + 1 : known;
    return { ...NOTHING, earlier, turns: messages.slice(earlier).map(turnOf) };
  };
}

function turnOf(message: unknown): { role: string; content: unknown } {
  if (!isObject(message)) return { role: '?', content: message };
  return { role: wordOf(message['role']), content: message['content'] ?? null };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '?';
}

function namesOf(tools: unknown): string[] {
  return Array.isArray(tools)
    ? tools.map((tool) => wordOf(isObject(tool) ? (tool['name'] ?? tool['type']) : tool))
    : [];
}

/** As deep as cassettes hold requests. */
const DEPTH = 1000;

/** A digest of each beginning; undefined where something is nested too deep. */
function digestsOf(turns: readonly unknown[]): string[] | undefined {
  const digests: string[] = [];
  try {
    for (const turn of turns)
      digests.push(hash('sha256', (digests.at(-1) ?? '') + canonical(unmarked(turn, DEPTH), DEPTH), 'hex'));
    return digests;
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

/** Marks of the cache move on as a conversation grows, and change nothing of it. */
function unmarked(value: unknown, depth: number): unknown {
  if (depth < 0) throw new TooDeep();
  if (Array.isArray(value)) return value.map((entry) => unmarked(entry, depth - 1));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'cache_control');
  return Object.fromEntries(kept.map(([key, entry]) => [key, unmarked(entry, depth - 1)]));
}
