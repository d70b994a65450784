/** The fault `tool-name`: a call of a tool that nobody offered. */
import { editBlocks } from '../edit-message.ts';
import { defineFault } from '../fault.ts';

export const toolName = defineFault({
  name: 'tool-name',
  explain: 'Every tool call names a tool that was not offered. A reply without a call stays as it is.',
  options: { name: { type: 'text', default: 'tool_that_is_not_there', describe: 'the name instead' } },
  example: 'tool-name(name=no_such_tool)',
  apply: (reply, { name }) =>
    editBlocks(reply, (block) => (block['type'] === 'tool_use' ? { ...block, name } : undefined)),
});
