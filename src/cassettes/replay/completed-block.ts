/** Content blocks with what services leave out. */
import { isObject, type Json } from './events-of.ts';

/** Fields that begin empty: some streams open their blocks without them. */
const EMPTY: Readonly<Record<string, Json>> = {
  text: { text: '' },
  thinking: { thinking: '', signature: '' },
};

/** The event; a block that it opens has the empty texts that it lacks. */
export function completedEvent(event: Json): Json {
  const { type, content_block: block } = event;
  if (type !== 'content_block_start' || !isObject(block)) return event;
  const { type: kind } = block;
  if (typeof kind !== 'string' || !Object.hasOwn(EMPTY, kind)) return event;
  return { ...event, content_block: { type: kind, ...EMPTY[kind], ...block } };
}

/** The block; models of other makers do not sign what they think, and then there is nothing to say of it in a stream. */
export function signedBlock(block: unknown): unknown {
  return isObject(block) && block['type'] === 'thinking' && !('signature' in block)
    ? { ...block, signature: '' }
    : block;
}
