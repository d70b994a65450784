/** The fault `unknown-delta`: a kind of delta that nobody has heard of. */
import { editEvents, eventText } from '../edit-events.ts';
import { defineFault } from '../fault.ts';
import { theNth } from './which-event.ts';

const FUTURE = 'future_delta';

export const unknownDelta = defineFault({
  name: 'unknown-delta',
  explain: `Sends a delta of an unknown kind, ${FUTURE}, before one of a stream, for the same block. A JSON reply stays as it is.`,
  options: { nth: { type: 'count', default: 1, describe: 'before which delta, counted from 1' } },
  example: 'unknown-delta',
  apply(reply, { nth }) {
    const name = 'content_block_delta';
    const isIt = theNth({ event: name, nth });
    return editEvents(reply, (event) => {
      if (!isIt(event)) return undefined;
      const delta = { type: FUTURE, future: 'unheard-of' };
      return [eventText(name, { type: name, index: event.value?.['index'] ?? 0, delta }), event.text];
    });
  },
});
