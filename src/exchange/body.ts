/** A request body and everything that follows from its bytes alone, so that a body seen again need not be thought through again. */
import { isUtf8 } from 'node:buffer';
import { LRUCache } from 'lru-cache';
import { canonical, TooDeep } from '../canonical.ts';
import { ApiError } from '../errors.ts';
import { digest } from '../random.ts';
import { hugeSchema } from '../rules/huge-schema.ts';
import { Kept } from './kept.ts';

/** A few dialects, versions and sets of betas per body. */
const MOST_KEPT = 16;

/** Deeper than any real request, shallower than what would overflow the stack of a recursive reader. */
const MAX_DEPTH = 200;

type Parsed = { value: unknown; key: string } | { error: ApiError };

export class Body {
  readonly bytes: Buffer;
  /** What the stages derived from the body, by a name that holds all else it depends on. */
  readonly kept = new Kept(MOST_KEPT);
  #parsed: Parsed | undefined;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** The parsed JSON and the digest of its canonical form, or the refusal of a body that is not JSON. */
  get parsed(): Parsed {
    this.#parsed ??= parse(this.bytes);
    return this.#parsed;
  }

  /** The parsed JSON, or undefined when there is none. */
  get value(): unknown {
    return 'value' in this.parsed ? this.parsed.value : undefined;
  }
}

function parse(bytes: Buffer): Parsed {
  if (!isUtf8(bytes)) return refusal('it is not valid UTF-8');
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (bytes.length > LARGE) refuseHugeSchema(value);
    return { value, key: digest(canonical(whatIsAsked(value), MAX_DEPTH, ['stream'])) };
  } catch (error) {
    if (error instanceof ApiError) return { error };
    if (error instanceof TooDeep) return refusal(`it is nested deeper than ${MAX_DEPTH} levels`);
    return refusal(bytes.length === 0 ? 'it is empty' : String((error as Error).message));
  }
}

/** Bytes of a body from which its schemas are looked at before anything else: putting a huge one in order would hold up other requests. */
const LARGE = 256 * 1024;

/** @throws ApiError in the words of the rule that smaller bodies meet later */
function refuseHugeSchema(value: unknown): void {
  const huge = hugeSchema((value ?? {}) as Parameters<typeof hugeSchema>[0]);
  if (!huge) return;
  const words = 'Schema is too complex for compilation.';
  const violation = {
    path: huge.path,
    code: 'schema-too-large',
    expected: 'a smaller schema',
    actual: huge.reason,
    words,
  };
  throw new ApiError('invalid_request', words, { violations: [violation] });
}

/**
 * `stream` and a tool's `eager_input_streaming` say how the answer travels, not what it is: both forms of a request share one
 * answer. The AI SDK sets the latter on every tool when it streams.
 */
function whatIsAsked(value: unknown): unknown {
  const tools = (value as { tools?: unknown } | null)?.tools;
  if (!Array.isArray(tools)) return value;
  return { ...(value as object), tools: tools.map(withoutEagerness) };
}

function withoutEagerness(tool: unknown): unknown {
  if (typeof tool !== 'object' || tool === null || !('eager_input_streaming' in tool)) return tool;
  const { eager_input_streaming: _, ...rest } = tool;
  return rest;
}

function refusal(detail: string): Parsed {
  return { error: new ApiError('invalid_request', `The request body is not valid JSON: ${detail}`) };
}

/** Bodies larger than this are read afresh each time: they are rare, and would crowd the others out. */
const LARGEST_KEPT = 256 * 1024;
/** What is derived from a body takes, roughly, beside the body itself: a message, and its text as JSON and as stream. */
const OVERHEAD = 24 * 1024;
/** How many bodies that were seen once are remembered, twice over. */
const SEEN_ONCE = 10_000;

/**
 * The bodies seen lately, by their bytes. Bounded by the memory they take.
 *
 * A body is kept from its second sight on. Ever-new bodies never come again, and keeping what was derived from them cost the
 * garbage collector a third of the time of their answers.
 */
export class Bodies {
  readonly #kept: LRUCache<string, Body>;
  /** Marks of bodies seen once: those of now, and those of the era before. */
  #seen = new Set<number>();
  #seenBefore = new Set<number>();

  constructor(maxBytes = 24 * 1024 * 1024) {
    this.#kept = new LRUCache({ maxSize: maxBytes, sizeCalculation: (body) => body.bytes.length * 4 + OVERHEAD });
  }

  /** The body of these bytes: the one kept, or a new one. */
  of(bytes: Buffer): Body {
    if (bytes.length > LARGEST_KEPT) return new Body(bytes);
    const name = bytes.toString('latin1');
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const body = new Body(bytes);
    const mark = markOf(bytes);
    if (this.#seen.has(mark) || this.#seenBefore.has(mark)) this.#kept.set(name, body);
    else this.#remember(mark);
    return body;
  }

  #remember(mark: number): void {
    if (this.#seen.size >= SEEN_ONCE) {
      this.#seenBefore = this.#seen;
      this.#seen = new Set();
    }
    this.#seen.add(mark);
  }
}

/** How many bytes of a body its mark is made of: its beginning and its end, where conversations differ, and some between. */
const SAMPLED = 96;

/**
 * A number that two bodies seldom share (32 bits, after FNV-1a). When they do, the second is kept at first sight, which costs memory and
 * nothing else; the texts of all bodies seen once cost the garbage collector more.
 */
function markOf(bytes: Buffer): number {
  const { length } = bytes;
  let mark = length;
  const step = Math.max(1, Math.floor(length / SAMPLED));
  for (let at = 0; at < length; at += step) mark = Math.imul(mark ^ bytes[at]!, 16777619);
  for (let at = Math.max(0, length - SAMPLED); at < length; at++) mark = Math.imul(mark ^ bytes[at]!, 16777619);
  return mark;
}
