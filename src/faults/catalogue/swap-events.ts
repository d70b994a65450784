/** The fault `swap-events`: two events change places. */
import { editEvents } from '../edit-events.ts';
import { defineFault } from '../fault.ts';
import { theNth, WHICH_EVENT } from './which-event.ts';

export const swapEvents = defineFault({
  name: 'swap-events',
  explain:
    'Sends one event of a stream after the one that follows it. A JSON reply stays as it is, and so does the last event.',
  options: WHICH_EVENT,
  example: 'swap-events(event=message_start)',
  apply(reply, options) {
    const isIt = theNth(options);
    let held: string | undefined;
    const swapped = editEvents(reply, ({ text, ...event }) => {
      if (isIt(event)) {
        held = text;
        return [];
      }
      const late = held;
      held = undefined;
      return late === undefined ? undefined : [text, late];
    });
    return held === undefined ? swapped : reply;
  },
});
