/** The fault `wrong-usage`: token counts that cannot be. */
import { editMessage, within } from '../edit-message.ts';
import { defineFault } from '../fault.ts';
import type { Json } from '../told-events.ts';

const NUMBERS: Readonly<Record<string, unknown>> = {
  zero: 0,
  negative: -1,
  huge: Number.MAX_SAFE_INTEGER,
  text: 'many',
  null: null,
};

export const wrongUsage = defineFault({
  name: 'wrong-usage',
  explain:
    'Leaves the usage out, or gives all its counts a value that cannot be; in a stream at its start and its end.',
  options: {
    as: {
      type: 'name',
      names: ['absent', ...Object.keys(NUMBERS)],
      default: 'absent',
      describe: 'what stands in place of the counts',
    },
  },
  example: 'wrong-usage(as=negative)',
  apply: (reply, { as }) =>
    editMessage(reply, {
      message: (message) => spoiled(message, as),
      event(value) {
        if (value['type'] === 'message_start') return { ...value, message: spoiled(within(value, 'message'), as) };
        return value['type'] === 'message_delta' ? spoiled(value, as) : undefined;
      },
    }),
});

function spoiled({ usage, ...rest }: Json, as: string): Json {
  if (as === 'absent' || typeof usage !== 'object' || usage === null) return rest;
  const counts = Object.entries(usage).map(([key, value]) => [key, typeof value === 'number' ? NUMBERS[as] : value]);
  return { ...rest, usage: Object.fromEntries(counts) };
}
