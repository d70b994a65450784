/** A stream with some of its events told otherwise. */
import type { Frame, Reply } from '../reply.ts';
import { bodyOf, splitEvents } from './split-events.ts';
import { pause, sizeOf, withBody } from './split-frames.ts';
import { type Json, type ToldEvent, toldIn } from './told-events.ts';

/** An event with its text: comments before it, its lines, and the empty line that ends it. */
export type EventText = ToldEvent & { text: string };

/**
 * The stream in which each event is what `edit` makes of it: texts in its place (none: it is gone), or nothing where it stays. Pauses
 * stay where they are. Where every event stays, the reply itself comes back.
 */
export function editEvents(reply: Reply, edit: (event: EventText) => readonly string[] | undefined): Reply {
  const body = bodyOf(reply);
  const frames = splitEvents(reply);
  const out: Frame[] = [];
  let changed = false;
  let next = 0;
  let offset = 0;
  for (const event of toldIn(reply)) {
    const own: Frame[] = [];
    for (; offset < event.end; next++) {
      const frame = frames[next]!;
      own.push(frame);
      offset += sizeOf(frame);
    }
    const texts = edit({ ...event, text: body.subarray(event.start, event.end).toString() });
    for (const frame of texts ? retold(own, texts) : own) out.push(frame);
    changed ||= texts !== undefined;
  }
  return changed ? withBody(reply, out.concat(frames.slice(next))) : reply;
}

/** The stream in which events have the JSON that `edit` makes of theirs; nothing leaves an event as it is. */
export function editValues(reply: Reply, edit: (value: Json, event: EventText) => Json | undefined): Reply {
  return editEvents(reply, (event) => {
    const value = event.value && edit(event.value, event);
    return value && [eventText(event.name, value)];
  });
}

/** An event as the services write it. */
export function eventText(name: string, value: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
}

/** The first text waits for all that the event has waited for. */
function retold(frames: readonly Frame[], texts: readonly string[]): Frame[] {
  const wait = frames.reduce((sum, frame) => sum + frame.wait, 0);
  if (texts.length === 0) return wait > 0 ? [pause(wait)] : [];
  return texts.map((bytes, index) => ({ wait: index === 0 ? wait : 0, bytes }));
}
