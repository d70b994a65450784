/** What a client has of a reply: its blocks as far as they came, and whether the end came. */
import type { View } from '../view.ts';

/** Parsed JSON that is an object. */
export type Fields = Readonly<Record<string, unknown>>;

interface ReceivedBlock {
  block: Fields;
  /** Did its end come, and can its arguments be read? */
  whole: boolean;
}

export interface ReceivedReply {
  blocks: readonly ReceivedBlock[];
  /** Why it is not whole: an error event, no message_stop or a broken body; undefined where it is. */
  cut: 'error event' | 'no end' | undefined;
}

/** Anything but an object has no fields. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Anything but a text is none: what came from outside may not even be made one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What left of a reply, or undefined where the journal has not kept it. Never throws. */
export function receivedOf(view: View): ReceivedReply | undefined {
  const { framesOmitted, outcome } = view.noted;
  if (framesOmitted !== null) return undefined;
  const events = view.events();
  if (events) return ofStream(events.map(({ event }) => fieldsOf(event)));
  const body = view.replyBody();
  // A body that breaks off is a text.
  if (outcome.ended === 'fault' || typeof body !== 'object') return { blocks: [], cut: 'no end' };
  const blocks = listOf(fieldsOf(body)['content']).map((block) => ({ block: fieldsOf(block), whole: true }));
  return { blocks, cut: undefined };
}

interface OpenBlock {
  block: Record<string, unknown>;
  json: string;
  ended: boolean;
}

function ofStream(events: readonly Fields[]): ReceivedReply {
  const open = new Map<unknown, OpenBlock>();
  let cut: ReceivedReply['cut'] = 'no end';
  for (const event of events) {
    if (event['type'] === 'error') {
      cut = 'error event';
      break;
    }
    if (event['type'] === 'message_stop') {
      cut = undefined;
      break;
    }
    const kept = open.get(event['index']);
    if (event['type'] === 'content_block_start')
      open.set(event['index'], { block: { ...fieldsOf(event['content_block']) }, json: '', ended: false });
    else if (event['type'] === 'content_block_delta' && kept) grow(kept, fieldsOf(event['delta']));
    else if (event['type'] === 'content_block_stop' && kept) kept.ended = true;
  }
  return { blocks: [...open.values()].map((kept) => blockOf(kept)), cut };
}

const GROWS: Readonly<Record<string, string>> = {
  text_delta: 'text',
  thinking_delta: 'thinking',
  signature_delta: 'signature',
};

function grow(kept: OpenBlock, delta: Fields): void {
  const type = textOf(delta['type']);
  if (type === 'input_json_delta') kept.json += textOf(delta['partial_json']);
  const key = Object.hasOwn(GROWS, type) ? GROWS[type]! : undefined;
  if (key !== undefined) kept.block[key] = textOf(kept.block[key]) + textOf(delta[key]);
}

function blockOf({ block, json, ended }: OpenBlock): ReceivedBlock {
  if (json === '') return { block, whole: ended };
  try {
    return { block: { ...block, input: JSON.parse(json) as unknown }, whole: ended };
  } catch {
    return { block, whole: false };
  }
}
