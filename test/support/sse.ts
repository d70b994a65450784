/** Reads an event stream as a client does. */
import { createParser } from 'eventsource-parser';
import type { StreamEvent } from '../../src/message/events.ts';

/** The events of a stream's text. Fails when an event's name and its data's type differ. */
export function readEvents(text: string): StreamEvent[] {
  const events: StreamEvent[] = [];
  const parser = createParser({
    onEvent({ event, data }) {
      const parsed = JSON.parse(data) as StreamEvent;
      if (parsed.type !== event) throw new Error(`event: ${event} carries type ${parsed.type}`);
      events.push(parsed);
    },
    onError(error) {
      throw error;
    },
  });
  parser.feed(text);
  return events;
}
