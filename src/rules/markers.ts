/** The `cache_control` markers of a request, in the order in which the cache reads it: tools, system, messages. */
import type { CacheControl, MessagesRequest, RequestBlock } from '../message/request.ts';
import { isObject } from './rule.ts';
import { messagesOf } from './turns.ts';

export interface Marker {
  /** Of the marked tool or block. */
  path: (string | number)[];
  ttl: '5m' | '1h';
  /** Not for tools. */
  block?: RequestBlock;
}

/** How long a marker keeps; nothing if the value is none (null is none). */
export function ttlOf(cacheControl: CacheControl | null | undefined): '5m' | '1h' | undefined {
  return isObject(cacheControl) ? (cacheControl['ttl'] === '1h' ? '1h' : '5m') : undefined;
}

function* inBlocks(blocks: readonly RequestBlock[], path: (string | number)[], deep: boolean): Generator<Marker> {
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!;
    const here = [...path, at];
    // Results hold blocks of their own; what those hold is not marked.
    if (deep && Array.isArray(block.content)) yield* inBlocks(block.content, [...here, 'content'], false);
    const ttl = ttlOf(block.cache_control);
    if (ttl !== undefined) yield { path: here, ttl, block };
  }
}

/** Every explicit marker. The automatic one, at the top of the request, is not among them. */
export function* markersOf(request: MessagesRequest): Generator<Marker> {
  const tools = Array.isArray(request.tools) ? request.tools : [];
  for (let at = 0; at < tools.length; at++) {
    const ttl = ttlOf(tools[at]!.cache_control);
    if (ttl !== undefined) yield { path: ['tools', at], ttl };
  }
  if (Array.isArray(request.system)) yield* inBlocks(request.system, ['system'], false);
  const messages = messagesOf(request);
  for (let at = 0; at < messages.length; at++) {
    const { content } = messages[at]!;
    if (Array.isArray(content)) yield* inBlocks(content, ['messages', at, 'content'], true);
  }
}
