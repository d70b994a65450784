/** The fault `drop-event`: one event is missing. */
import { editEvents } from '../edit-events.ts';
import { defineFault } from '../fault.ts';
import { theNth, WHICH_EVENT } from './which-event.ts';

export const dropEvent = defineFault({
  name: 'drop-event',
  explain: 'Leaves one event of a stream out. A JSON reply stays as it is.',
  options: WHICH_EVENT,
  example: 'drop-event(event=message_start)',
  apply(reply, options) {
    const isIt = theNth(options);
    return editEvents(reply, (event) => (isIt(event) ? [] : undefined));
  },
});
