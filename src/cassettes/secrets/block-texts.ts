/** What the deltas of a stream add up to, so that a secret in pieces is seen whole. */
import { type JsonString, jsonStrings } from './json-strings.ts';
import { joined, lastAtMost, type ReplyText, type Stretch } from './stretch.ts';

/** Deltas whose texts are put together: where they have it, and in which field of a block of which type it may begin. */
const GROWING: Readonly<Record<string, { field: string; opens?: string }>> = {
  text_delta: { field: '/delta/text', opens: 'text' },
  thinking_delta: { field: '/delta/thinking', opens: 'thinking' },
  input_json_delta: { field: '/delta/partial_json' },
};

interface Piece {
  string: JsonString;
  /** The how-manieth event, from 1, and where it begins in the body. */
  event: number;
  at: number;
}

interface Growing {
  index: number;
  isJson: boolean;
  pieces: Piece[];
}

interface EventLike {
  type?: unknown;
  index?: unknown;
  delta?: { type?: unknown } | null;
  content_block?: { type?: unknown } | null;
}

export class BlockTexts {
  readonly #all: Growing[] = [];
  readonly #open = new Map<string, Growing>();

  /** Keeps the pieces of blocks, and gives back the other strings of an event. */
  take(data: string, strings: readonly JsonString[], event: number, at: number): JsonString[] {
    const { type, index, delta, content_block: block } = parsed(data);
    const number = Number(index);
    const kind =
      type === 'content_block_start' ? opening(block?.type) : type === 'content_block_delta' ? delta?.type : '';
    if (type === 'content_block_start') for (const name of Object.keys(GROWING)) this.#open.delete(`${name} ${number}`);
    if (typeof kind !== 'string' || !Object.hasOwn(GROWING, kind)) return [...strings];
    const { field, opens } = GROWING[kind]!;
    const wanted = type === 'content_block_start' ? `/content_block/${opens}` : field;
    const isPiece = (string: JsonString): boolean => !string.isKey && string.pointer() === wanted;
    const growing = this.#growing(kind, number);
    growing.pieces.push(...strings.filter(isPiece).map((string) => ({ string, event, at })));
    return strings.filter((string) => !isPiece(string));
  }

  texts(): ReplyText[] {
    return this.#all.filter(({ pieces }) => pieces.length > 0).flatMap(textsOf);
  }

  #growing(kind: string, index: number): Growing {
    const before = this.#open.get(`${kind} ${index}`);
    if (before) return before;
    const growing = { index, isJson: kind === 'input_json_delta', pieces: [] };
    this.#open.set(`${kind} ${index}`, growing);
    this.#all.push(growing);
    return growing;
  }
}

/** The deltas by which a block of this type grows, if its start may hold a part of their text. */
function opening(type: unknown): string | undefined {
  return Object.keys(GROWING).find((kind) => type !== undefined && GROWING[kind]!.opens === type);
}

/** Of an event that was broken off, what tells where its text belongs. */
function parsed(data: string): EventLike {
  try {
    const event: unknown = JSON.parse(data);
    return typeof event === 'object' && event !== null ? event : {};
  } catch {
    const [, type] = /^\s*\{\s*"type"\s*:\s*"(content_block_\w{1,20})"/.exec(data) ?? [];
    const [, index] = /"index"\s*:\s*(\d{1,9})/.exec(data) ?? [];
    const [, kind] = /"delta"\s*:\s*\{\s*"type"\s*:\s*"(\w{1,30})"/.exec(data) ?? [];
    return { type, index, delta: { type: kind } };
  }
}

/** The texts of a block: that of the model, or the strings of a call's arguments. */
function textsOf({ index, isJson, pieces }: Growing): ReplyText[] {
  const whole = joined(pieces.map(({ string }) => string));
  const starts = pieces.map(({ at }) => at);
  const where = (text: Stretch, start: number, end: number): string => {
    const spans = text.spans(start, end);
    const first = pieces[lastAtMost(starts, spans[0]!.start)]!;
    const last = pieces[lastAtMost(starts, spans.at(-1)!.start)]!;
    if (first === last) return `reply event ${first.event} ${first.string.pointer()}`;
    return `reply block ${index} (events ${first.event} to ${last.event})`;
  };
  const textOf = (text: Stretch, name: string | undefined): ReplyText => ({
    text: text.text,
    name,
    spans: (start, end) => text.spans(start, end),
    where: (start, end) => where(text, start, end),
  });
  const strings = isJson ? jsonStrings(whole) : undefined;
  return strings?.map((string) => textOf(string, string.name)) ?? [textOf(whole, undefined)];
}
