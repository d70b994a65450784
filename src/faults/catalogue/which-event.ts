/** Which event of a stream a fault is about: the options that say it, and the test that knows it. */
import type { OptionRows } from '../option.ts';
import type { ToldEvent } from '../told-events.ts';

const EVENTS = [
  'message_start',
  'content_block_start',
  'ping',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
] as const;

/** Options of faults that are about one event. */
export const WHICH_EVENT = {
  event: { type: 'name', names: EVENTS, default: 'content_block_delta', describe: 'which kind of event' },
  nth: { type: 'count', default: 1, describe: 'which of them, counted from 1' },
} as const satisfies OptionRows;

/** Tells of the events of a stream, asked in their order, which is the one. */
export function theNth({ event, nth }: { event: string; nth: number }): (told: ToldEvent) => boolean {
  let count = 0;
  return ({ name }) => name === event && ++count === nth;
}
