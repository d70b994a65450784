/** A message put together from the events of its stream, as a client does it. The inverse of `disassemble`. */
import { type Delta, growthOf } from './blocks.ts';
import type { StreamEvent } from './events.ts';
import type { ContentBlock, Message } from './message.ts';

/**
 * The message that a complete stream tells. Pings and unknown events are skipped.
 *
 * @throws Error when there is no message_start, or when the stream carries an `error` event: such a stream is no message.
 * @example assemble(disassemble(message, chop)) // equals message
 */
export function assemble(events: Iterable<StreamEvent>): Message {
  let message: Message | undefined;
  const open = new Map<number, { block: ContentBlock; deltas: Delta[] }>();
  for (const event of events) {
    if (event.type === 'message_start') message = { ...event.message, content: [] };
    if (event.type === 'error') throw new Error(`The stream ended in an error event: ${event.error.message}`);
    if (!message) continue;
    if (event.type === 'content_block_start') open.set(event.index, { block: event.content_block, deltas: [] });
    if (event.type === 'content_block_delta') open.get(event.index)?.deltas.push(event.delta);
    if (event.type === 'content_block_stop') {
      const ended = open.get(event.index);
      if (ended)
        message.content[event.index] = growthOf(ended.block.type)?.fill(ended.block, ended.deltas) ?? ended.block;
    }
    if (event.type === 'message_delta') {
      const { type: _, delta, usage, ...rest } = event;
      Object.assign(message, delta, rest, { usage: { ...message.usage, ...usage } });
    }
    if (event.type === 'message_stop') {
      const { type: _, ...rest } = event;
      Object.assign(message, rest);
    }
  }
  if (!message) throw new Error('The stream has no message_start event.');
  return message;
}
