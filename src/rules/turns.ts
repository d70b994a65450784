/** The conversation as the service sees it: neighbouring messages of one role are one turn. */
import type { MessagesRequest, RequestBlock, RequestMessage } from '../message/request.ts';

/** A block and where it was sent. */
export interface Placed {
  block: RequestBlock;
  /** Of its message. */
  role: RequestMessage['role'];
  /** Index into `messages` as sent. */
  message: number;
  /** Index into that message's content. A content that is a string counts as one text block. */
  index: number;
}

export interface Turn {
  role: 'user' | 'assistant';
  /** Index of the first and of the last message merged into this turn. */
  first: number;
  last: number;
  /** Empty if all its messages are. */
  blocks: Placed[];
}

/** The messages; none when they are null, which OpenRouter's schema allows. */
export function messagesOf(request: MessagesRequest): readonly RequestMessage[] {
  return Array.isArray(request.messages) ? request.messages : [];
}

/** The blocks of one message. An empty string is no block at all. */
export function placedIn(message: RequestMessage, at: number): Placed[] {
  const { content, role } = message;
  if (typeof content === 'string') {
    return content === '' ? [] : [{ block: { type: 'text', text: content }, role, message: at, index: 0 }];
  }
  return content.map((block, index) => ({ block, role, message: at, index }));
}

interface Reading {
  blocks: readonly Placed[];
  turns: readonly Turn[];
}

/** Nearly every rule asks for the blocks or the turns of a request. */
const READINGS = new WeakMap<MessagesRequest, Reading>();

function readingOf(request: MessagesRequest): Reading {
  let reading = READINGS.get(request);
  if (!reading) {
    const blocks = messagesOf(request).flatMap(placedIn);
    reading = { blocks, turns: turnsIn(request, blocks) };
    READINGS.set(request, reading);
  }
  return reading;
}

function turnsIn(request: MessagesRequest, blocks: readonly Placed[]): Turn[] {
  const turns: Turn[] = [];
  let next = 0;
  messagesOf(request).forEach(({ role }, at) => {
    let turn = turns.at(-1);
    if (role !== 'system' && turn?.role !== role) {
      turn = { role, first: at, last: at, blocks: [] };
      turns.push(turn);
    }
    for (; blocks[next]?.message === at; next++) if (role !== 'system') turn!.blocks.push(blocks[next]!);
    if (role !== 'system') turn!.last = at;
  });
  return turns;
}

/**
 * Messages of one role in a row are combined; messages of the system belong to no turn and separate none.
 * Source: Anthropic's release notes of October 8, 2024, which also drop the demand that the user speaks first.
 */
export function turnsOf(request: MessagesRequest): readonly Turn[] {
  return readingOf(request).turns;
}

/** Every block of every message of these roles, in order. */
export function placedBlocks(request: MessagesRequest, roles: readonly RequestMessage['role'][]): readonly Placed[] {
  return readingOf(request).blocks.filter(({ role }) => roles.includes(role));
}

/** `['messages', 3, 'content', 0]`. */
export function pathOf(placed: Placed): (string | number)[] {
  return ['messages', placed.message, 'content', placed.index];
}

/** `messages.3.content.0`. */
export function placeOf(placed: Placed): string {
  return `messages.${placed.message}.content.${placed.index}`;
}

/** The result of a tool that the service runs itself: `web_search_tool_result` and its like. */
export function isServerResult(block: RequestBlock): boolean {
  return block.type !== 'tool_result' && block.type.endsWith('_tool_result');
}

/** The last message, if the assistant said it: a prefill, or a turn to be continued. */
export function finalAssistant(request: MessagesRequest): RequestMessage | undefined {
  const last = messagesOf(request).at(-1);
  return last?.role === 'assistant' ? last : undefined;
}
