/** The fault `duplicate-event`: one event comes twice. */
import { editEvents } from '../edit-events.ts';
import { defineFault } from '../fault.ts';
import { theNth, WHICH_EVENT } from './which-event.ts';

export const duplicateEvent = defineFault({
  name: 'duplicate-event',
  explain: 'Sends one event of a stream twice in a row. A JSON reply stays as it is.',
  options: WHICH_EVENT,
  example: 'duplicate-event(event=content_block_delta)',
  apply(reply, options) {
    const isIt = theNth(options);
    return editEvents(reply, (event) => (isIt(event) ? [event.text, event.text] : undefined));
  },
});
