/** The fault `comments`: lines that mean nothing, between all events. */
import { editEvents } from '../edit-events.ts';
import { defineFault } from '../fault.ts';

/** A long stream with long comments would fill the memory. */
const MOST_COMMENTS = 1000;

export const comments = defineFault({
  name: 'comments',
  explain: `Puts a comment before every event of a stream, up to the ${MOST_COMMENTS}th, as services do that keep connections alive: clients are to skip it. A JSON reply stays as it is.`,
  options: { text: { type: 'text', default: 'keep-alive', describe: 'what the comments say' } },
  example: 'comments(text=keep-alive)',
  apply(reply, options) {
    // A line end would end the comment.
    const comment = `: ${options.text.replace(/[\r\n]+/g, ' ')}\n\n`;
    let count = 0;
    return editEvents(reply, ({ text }) => (count++ < MOST_COMMENTS ? [comment + text] : undefined));
  },
});
