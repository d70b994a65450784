/** The fault `bom`: a mark before the first byte. */
import { defineFault } from '../fault.ts';
import { withBody } from '../split-frames.ts';

export const bom = defineFault({
  name: 'bom',
  explain:
    'Puts a byte order mark (EF BB BF) before the body. Parsers of streams are to skip it, those of JSON may refuse it.',
  options: {},
  example: 'bom',
  apply(reply) {
    const [first, ...rest] = reply.frames;
    if (!first || 'cut' in first) return reply;
    return withBody(reply, [{ wait: first.wait, bytes: '\ufeff' }, { ...first, wait: 0 }, ...rest]);
  },
});
