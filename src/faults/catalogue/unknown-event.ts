/** The fault `unknown-event`: a kind of event that nobody has heard of. */
import { editEvents, eventText } from '../edit-events.ts';
import { defineFault } from '../fault.ts';
import { theNth, WHICH_EVENT } from './which-event.ts';

const FUTURE = 'future_event';

export const unknownEvent = defineFault({
  name: 'unknown-event',
  explain: `Sends an event of an unknown kind, ${FUTURE}, before one of a stream: clients are to skip it. A JSON reply stays as it is.`,
  options: WHICH_EVENT,
  example: 'unknown-event',
  apply(reply, options) {
    const isIt = theNth(options);
    const unknown = eventText(FUTURE, { type: FUTURE, index: 0 });
    return editEvents(reply, (event) => (isIt(event) ? [unknown, event.text] : undefined));
  },
});
