/** The fault `empty-content`: an answer that says nothing. */
import { editMessage } from '../edit-message.ts';
import { defineFault } from '../fault.ts';

export const emptyContent = defineFault({
  name: 'empty-content',
  explain: 'Takes all blocks away, whatever the stop reason says: content is an empty list, and a stream has no block.',
  options: {},
  example: 'empty-content',
  apply: (reply) =>
    editMessage(reply, {
      message: (message) => ({ ...message, content: [] }),
      event: (value) => (String(value['type']).startsWith('content_block_') ? [] : undefined),
    }),
});
