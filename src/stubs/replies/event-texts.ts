/** The events that a stub wrote down: as texts of the stream, and as the message that they tell. */
import { assemble } from '../../message/assemble.ts';
import type { StreamEvent } from '../../message/events.ts';
import type { Message } from '../../message/message.ts';
import { readEvents } from '../../message/read-events.ts';
import { encodeEvent } from '../../message/sse.ts';
import type { StubReply } from './reply.ts';

type EventsReply = Extract<StubReply, { kind: 'events' }>;

/**
 * What goes over the wire, one text per event: texts as they are, objects in the services' frame, of whatever type they are.
 *
 * @example eventTexts({ kind: 'events', events: [{ type: 'ping' }, ': hush\n\n'] }) // ['event: ping\ndata: {"type":"ping"}\n\n', ': hush\n\n']
 */
export function eventTexts({ events }: EventsReply): string[] {
  return events.map((event) => (typeof event === 'string' ? event : encodeEvent(event as StreamEvent)));
}

/**
 * The message that the events tell a client; undefined when they tell none: they are broken, incomplete, hold an `error` event, or
 * are no server-sent events.
 */
export function messageOfEvents(reply: EventsReply): Message | undefined {
  try {
    const events = readEvents(eventTexts(reply).join('')) as StreamEvent[];
    if (!events.some(({ type }) => type === 'message_stop')) return undefined;
    const message = assemble(events);
    return isWhole(message) ? message : undefined;
  } catch {
    // Events are anybody's JSON: what cannot be put together is no message.
    return undefined;
  }
}

/** Has it what its readers rely on? A block may have been left out, or have a number that no list has. */
function isWhole({ id, model, content, usage }: Message): boolean {
  return (
    typeof id === 'string' &&
    typeof model === 'string' &&
    Object.keys(content).length === content.length &&
    content.every((block) => typeof block?.type === 'string') &&
    typeof usage?.input_tokens === 'number' &&
    typeof usage.output_tokens === 'number'
  );
}
