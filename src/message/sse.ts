/** Server-sent events: a stream event as the bytes of the wire. */
import type { StreamEvent } from './events.ts';

/**
 * One event in the services' frame (messages-api section 5.1): an `event:` line that repeats the type, one `data:` line, a blank line.
 *
 * @example encodeEvent({ type: 'ping' }) // 'event: ping\ndata: {"type":"ping"}\n\n'
 */
export function encodeEvent(event: StreamEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
