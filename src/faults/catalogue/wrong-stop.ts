/** The fault `wrong-stop`: a stop reason that does not belong there. */
import { editMessage, within } from '../edit-message.ts';
import { defineFault } from '../fault.ts';

export const wrongStop = defineFault({
  name: 'wrong-stop',
  explain: 'Gives the message another stop reason: one that nobody knows, or a known one that does not fit.',
  options: { reason: { type: 'text', default: 'future_reason', describe: 'the reason; an empty one is null' } },
  example: 'wrong-stop(reason=future_reason)',
  apply(reply, { reason }) {
    const stop = { stop_reason: reason === '' ? null : reason };
    return editMessage(reply, {
      message: (message) => ({ ...message, ...stop }),
      event: (value) =>
        value['type'] === 'message_delta' ? { ...value, delta: { ...within(value, 'delta'), ...stop } } : undefined,
    });
  },
});
