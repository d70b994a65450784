/** A message told otherwise, whichever form it has. */
import type { Reply } from '../reply.ts';
import { editEvents, eventText } from './edit-events.ts';
import { bodyOf, isStream } from './split-events.ts';
import { withBody } from './split-frames.ts';
import { type Json, objectIn, type ToldEvent } from './told-events.ts';

export interface MessageEdit {
  /** What a JSON reply says instead; nothing where it stays. */
  message(message: Json): Json | undefined;
  /** What an event says instead: one value, or several events' values (none: it is gone); nothing where it stays. */
  event(value: Json, event: ToldEvent): Json | readonly Json[] | undefined;
}

/** The reply with another message. What is no message, and a message that stays as it is, comes back itself. */
export function editMessage(reply: Reply, edit: MessageEdit): Reply {
  if (!isStream(reply)) return editJson(reply, edit.message);
  return editEvents(reply, (event) => {
    const values = event.value && edit.event(event.value, event);
    return values && [values].flat().map((value) => eventText(String(value['type']), value));
  });
}

function editJson(reply: Reply, edit: MessageEdit['message']): Reply {
  const message = objectIn(bodyOf(reply).toString());
  const edited = message?.['type'] === 'message' ? edit(message) : undefined;
  if (!edited) return reply;
  const cut = reply.frames.findIndex((frame) => 'cut' in frame);
  const before = cut < 0 ? reply.frames : reply.frames.slice(0, cut);
  const wait = before.reduce((sum, frame) => sum + frame.wait, 0);
  return withBody(reply, [{ wait, bytes: JSON.stringify(edited) }, ...reply.frames.slice(before.length)]);
}

/** The blocks of a message. */
export function blocksOf(message: Json): readonly Json[] {
  const content = message['content'];
  return Array.isArray(content) ? content.filter((block) => typeof block === 'object' && block !== null) : [];
}

/** An object under a key; an empty one where there is none. */
export function within(value: Json, key: string): Json {
  const inner = value[key];
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Json) : {};
}

/** Edits the blocks of a message: those of a JSON reply, and those that a stream's events begin with. */
export function editBlocks(reply: Reply, edit: (block: Json) => Json | undefined): Reply {
  return editMessage(reply, {
    message(message) {
      const blocks = blocksOf(message);
      const edited = blocks.map((block) => edit(block) ?? block);
      return edited.some((block, index) => block !== blocks[index]) ? { ...message, content: edited } : undefined;
    },
    event(value) {
      const block = 'content_block' in value ? edit(within(value, 'content_block')) : undefined;
      return block && { ...value, content_block: block };
    },
  });
}
