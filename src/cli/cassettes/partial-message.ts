/** As much of a message as had come when its stream ended early. */
import type { Recording } from '../../cassettes/recording.ts';
import { completedEvent } from '../../cassettes/replay/completed-block.ts';
import { eventsOf, isObject, tellsError } from '../../cassettes/replay/events-of.ts';
import { formOf } from '../../cassettes/replay/form-of.ts';
import { assemble } from '../../message/assemble.ts';
import type { StreamEvent } from '../../message/events.ts';
import type { Message } from '../../message/message.ts';

/** The beginning, with blocks as far as they had grown; undefined where not even `message_start` came, or for a reply that is no stream. */
export function beginningOf(recording: Recording): Message | undefined {
  if (formOf(recording) !== 'stream') return undefined;
  const events = eventsOf(recording).filter((event) => event.value !== undefined && !tellsError(event));
  const told = events.map(({ value }) => completedEvent(value!)) as StreamEvent[];
  const open = told.flatMap((event) => (event.type === 'content_block_start' ? [event.index] : []));
  const stops = open.map((index): StreamEvent => ({ type: 'content_block_stop', index }));
  try {
    const message = assemble([...told, ...stops]);
    const { content, usage } = message;
    // Holes are blocks out of number.
    return isObject(usage) ? { ...message, content: content.filter((block) => block !== undefined) } : undefined;
  } catch {
    // No message_start, or events that lack what their kind must have.
    return undefined;
  }
}
