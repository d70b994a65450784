/** The fault `lone-surrogate`: half a character. */
import { defineFault } from '../fault.ts';
import { retellText } from './retell-text.ts';

export const loneSurrogate = defineFault({
  name: 'lone-surrogate',
  explain:
    'Ends the first text, or the first piece of it in a stream, with half a surrogate pair, escaped as JSON allows: no UTF-8 can be made of it. A reply without text stays as it is.',
  options: {},
  example: 'lone-surrogate',
  apply: (reply) => retellText(reply, (text) => [`${text}\ud83d`]),
});
