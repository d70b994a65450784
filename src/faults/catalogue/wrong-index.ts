/** The fault `wrong-index`: an event belongs to a block that there is not. */
import { editValues } from '../edit-events.ts';
import { defineFault } from '../fault.ts';
import { theNth, WHICH_EVENT } from './which-event.ts';

export const wrongIndex = defineFault({
  name: 'wrong-index',
  explain:
    'Gives one event of a stream the index of another block. Events without an index and JSON replies stay as they are.',
  options: { ...WHICH_EVENT, index: { type: 'count', default: 7, describe: 'the index it has instead' } },
  example: 'wrong-index(index=7)',
  apply(reply, { index, ...which }) {
    const isIt = theNth(which);
    return editValues(reply, (value, event) => (isIt(event) && 'index' in value ? { ...value, index } : undefined));
  },
});
