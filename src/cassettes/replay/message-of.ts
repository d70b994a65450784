/** The message that a recorded reply holds, whichever form it came in. */
import { assemble } from '../../message/assemble.ts';
import type { StreamEvent } from '../../message/events.ts';
import type { ContentBlock, Message } from '../../message/message.ts';
import type { Recording } from '../recording.ts';
import { completedEvent, signedBlock } from './completed-block.ts';
import { eventsOf, isObject, type Json, type RecordedEvent, tellsError } from './events-of.ts';
import { formOf } from './form-of.ts';
import { once } from './once.ts';
import { isFlat, jsonOf } from './text-of.ts';

/**
 * The message. Comments, pings, `[DONE]` and events of kinds nobody knows are skipped, as clients skip them.
 *
 * @returns undefined for what is no whole message: an error of either form, a reply that broke off, a stream without `message_stop` or with
 *   a block that was never closed, JSON of another shape. The same object every time, so it must not be changed.
 * @example messageOf(recording)?.stop_reason // 'tool_use'
 */
export const messageOf = once((recording): Message | undefined => {
  const { status, broken } = recording.response;
  if (broken || status < 200 || status > 299) return undefined;
  return formOf(recording) === 'stream' ? streamed(recording) : whole(jsonOf(recording));
});

const KNOWN: ReadonlySet<unknown> = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
]);

function streamed(recording: Recording): Message | undefined {
  const events = eventsOf(recording);
  if (events.some(tellsError)) return undefined;
  // Data that is no JSON is the end of a client, where the event is of a kind that it reads.
  if (events.some(({ name, value }) => value === undefined && KNOWN.has(name))) return undefined;
  const told = events.filter(({ value }) => KNOWN.has(value?.['type']));
  if (!told.some(isOf('message_stop')) || !closes(told) || !told.every(opensBlock)) return undefined;
  try {
    return whole(assemble(told.map(({ value }) => completedEvent(withoutNulls(value!, told))) as StreamEvent[]));
  } catch {
    // Only events that lack what their kind must have bring it that far.
    return undefined;
  }
}

/** Are the blocks numbered in order, and is each closed? */
function closes(events: readonly RecordedEvent[]): boolean {
  const indexes = (type: string): unknown[] => events.filter(isOf(type)).map(({ value }) => value!['index']);
  const stopped = new Set(indexes('content_block_stop'));
  return indexes('content_block_start').every((index, place) => index === place && stopped.has(place));
}

/** Texts that are none would be put together to nonsense. */
function opensBlock({ value }: RecordedEvent): boolean {
  const { type, content_block } = completedEvent(value!);
  if (type !== 'content_block_start' || !isObject(content_block)) return type !== 'content_block_start';
  return isBlock({ input: {}, ...content_block });
}

function isOf(type: string): (event: RecordedEvent) => boolean {
  return ({ value }) => value?.['type'] === type;
}

/** OpenRouter's `message_delta` may say null for counts that `message_start` told: that is no news. */
function withoutNulls(event: Json, [start]: readonly RecordedEvent[]): Json {
  const { type, usage } = event;
  const message = start?.value?.['message'];
  if (type !== 'message_delta' || !isObject(usage) || !isObject(message) || !isObject(message['usage'])) return event;
  const told = message['usage'];
  const news = Object.entries(usage).filter(([key, value]) => value !== null || typeof told[key] !== 'number');
  return { ...event, usage: Object.fromEntries(news) };
}

/** The value as message, when it has all that other rooms rely on. */
function whole(value: unknown): Message | undefined {
  if (!isObject(value) || value['type'] !== 'message') return undefined;
  const { id, model, content, usage, stop_reason = null } = value;
  if (typeof id !== 'string' || typeof model !== 'string' || !Array.isArray(content) || !isObject(usage))
    return undefined;
  if (typeof usage['input_tokens'] !== 'number' || typeof usage['output_tokens'] !== 'number') return undefined;
  if (stop_reason !== null && typeof stop_reason !== 'string') return undefined;
  // Arguments that came in fragments may be nested where the events were not.
  const blocks = content.map(signedBlock);
  return blocks.every(isBlock) && isFlat(blocks) ? ({ ...value, content: blocks } as Message) : undefined;
}

function isBlock(block: unknown): block is ContentBlock {
  if (!isObject(block) || typeof block['type'] !== 'string') return false;
  switch (block['type']) {
    case 'text':
      return typeof block['text'] === 'string' && areCitations(block['citations']);
    case 'thinking':
      return typeof block['thinking'] === 'string' && typeof block['signature'] === 'string';
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return isObject(block['input']);
    default:
      return true;
  }
}

function areCitations(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.every(isObject));
}
