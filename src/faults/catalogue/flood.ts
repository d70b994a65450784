/** The fault `flood`: more text than anybody wants. */
import { defineFault } from '../fault.ts';
import { bodyOf } from '../split-events.ts';
import { retellText } from './retell-text.ts';

const MIB = 1024 * 1024;

/** The most that is made, whatever is asked for: every reply of this size is held in memory. */
const MOST = 16 * MIB;
/** Of each delta of a stream. */
const PIECE = 16 * 1024;
const FILLING = 'All work and no play makes a long reply. ';

export const flood = defineFault({
  name: 'flood',
  explain: `Fills the first text up with so many bytes, in deltas of ${PIECE / 1024} KiB in a stream; at most ${MOST / MIB} MiB. A reply without text stays as it is.`,
  options: { bytes: { type: 'count', default: 5_000_000, describe: 'how many bytes are added' } },
  example: 'flood(bytes=5000000)',
  apply(reply, { bytes }) {
    // Several of these in a row must not fill the memory.
    if (bodyOf(reply).length > MOST) return reply;
    const size = Math.min(bytes, MOST);
    const piece = FILLING.repeat(Math.ceil(PIECE / FILLING.length)).slice(0, PIECE);
    const whole = Array.from({ length: Math.floor(size / PIECE) }, () => piece);
    const rest = piece.slice(0, size % PIECE);
    return retellText(reply, (text) => [text, ...whole, ...(rest === '' ? [] : [rest])]);
  },
});
