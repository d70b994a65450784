/** The fault `wrong-type`: a body under a false name. */
import type { Reply } from '../../reply.ts';
import { defineFault } from '../fault.ts';

/** What no header may hold, and Node refuses to send. */
const FORBIDDEN = /[^\t\x20-\x7e]/g;

export const wrongType = defineFault({
  name: 'wrong-type',
  explain:
    'Sends the body with another content-type, or without one. Faults that follow it take the body for what the header says.',
  options: { type: { type: 'text', default: 'text/html', describe: 'the content-type; an empty one is left out' } },
  example: 'wrong-type(type=text/html)',
  apply(reply, options): Reply {
    const { 'content-type': _, ...headers } = reply.headers;
    const type = options.type.replace(FORBIDDEN, '').trim();
    return { ...reply, headers: { ...headers, ...(type === '' ? {} : { 'content-type': type }) } };
  },
});
