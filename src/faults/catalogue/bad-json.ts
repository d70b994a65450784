/** The fault `bad-json`: data that cannot be parsed. */
import { editEvents } from '../edit-events.ts';
import { defineFault } from '../fault.ts';
import { theNth, WHICH_EVENT } from './which-event.ts';

export const badJson = defineFault({
  name: 'bad-json',
  explain:
    'Takes the last brace away from the data of one event, in a stream that is right otherwise. A JSON reply stays as it is.',
  options: WHICH_EVENT,
  example: 'bad-json(event=content_block_delta)',
  apply(reply, options) {
    const isIt = theNth(options);
    return editEvents(reply, (event) =>
      isIt(event) && event.value ? [event.text.replace(/\}([^}]*)$/, '$1')] : undefined,
    );
  },
});
