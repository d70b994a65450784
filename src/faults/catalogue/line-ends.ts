/** The fault `line-ends`: lines that end otherwise than the services' own. */
import { editEvents } from '../edit-events.ts';
import { defineFault } from '../fault.ts';

const ENDS = { crlf: '\r\n', cr: '\r' };
const MIXED = ['\n', ENDS.crlf, ENDS.cr];

export const lineEnds = defineFault({
  name: 'line-ends',
  explain:
    'Ends the lines of a stream with CRLF or CR, or each event with one of the three: all are right by the standard. A JSON reply stays as it is.',
  options: {
    as: { type: 'name', names: ['crlf', 'cr', 'mixed'], default: 'crlf', describe: 'how lines end; mixed is seeded' },
  },
  example: 'line-ends(as=mixed)',
  apply(reply, options, random) {
    // Within an event all lines end alike: a CR and the LF of an empty line would be one line end.
    const end = () => (options.as === 'mixed' ? random.pick(MIXED) : ENDS[options.as as keyof typeof ENDS]);
    return editEvents(reply, ({ text }) => [text.replace(/\r\n|\r|\n/g, end())]);
  },
});
