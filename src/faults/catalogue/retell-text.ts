/** The first text of a message told otherwise, whichever form it has. */
import type { Reply } from '../../reply.ts';
import { blocksOf, editMessage, within } from '../edit-message.ts';
import type { Json } from '../told-events.ts';

/** The reply whose first text, or the first piece of it in a stream, is what `retell` makes of it: in a stream a piece for each. */
export function retellText(reply: Reply, retell: (text: string) => readonly string[]): Reply {
  let told = false;
  return editMessage(reply, {
    message(message) {
      const blocks = blocksOf(message);
      const first = blocks.findIndex((block) => block['type'] === 'text');
      if (first < 0) return undefined;
      return { ...message, content: blocks.with(first, withText(blocks[first]!, retell)) };
    },
    event(value) {
      const delta = within(value, 'delta');
      if (told || delta['type'] !== 'text_delta') return undefined;
      told = true;
      return retell(String(delta['text'])).map((text) => ({ ...value, delta: { ...delta, text } }));
    },
  });
}

function withText(block: Json, retell: (text: string) => readonly string[]): Json {
  return { ...block, text: retell(String(block['text'])).join('') };
}
