/** The fault `duplicate-ids`: ids that are not the only ones of their kind. */
import type { Reply } from '../../reply.ts';
import { editBlocks, editMessage, within } from '../edit-message.ts';
import { defineFault } from '../fault.ts';

export const duplicateIds = defineFault({
  name: 'duplicate-ids',
  explain:
    'Gives every message the same id, or every tool call: within a message and from one to the next. A reply without a call has no calls to be changed.',
  options: { of: { type: 'name', names: ['message', 'calls'], default: 'message', describe: 'what has the id' } },
  example: 'duplicate-ids(of=message)',
  apply(reply, options): Reply {
    if (options.of === 'calls') {
      const id = 'toolu_01DuplicateDuplicateDup';
      return editBlocks(reply, (block) => (block['type'] === 'tool_use' ? { ...block, id } : undefined));
    }
    const id = 'msg_01DuplicateDuplicateDupl';
    return editMessage(reply, {
      message: (message) => ({ ...message, id }),
      event: (value) =>
        value['type'] === 'message_start' ? { ...value, message: { ...within(value, 'message'), id } } : undefined,
    });
  },
});
