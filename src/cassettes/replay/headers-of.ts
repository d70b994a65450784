/** The headers that a recorded reply is sent with. */

import type { Recording } from '../recording.ts';
import { once } from './once.ts';

/** Those that speak of one connection or of a body on its way: sent again, they would tell lies. Recordings made elsewhere have them. */
const OF_THE_WAY = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** As Node demands of names and values; a file changed by hand must not make it throw. */
const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The recorded headers by their lower-case names, those that came more than once joined by commas. A fresh object every time: who sends it
 * may add to it.
 *
 * @example headersOf(recording) // { 'content-type': 'application/json', 'request-id': 'req_011C…' }
 */
export function headersOf(recording: Recording): Record<string, string> {
  return { ...kept(recording) };
}

const kept = once(({ response }): Record<string, string> => {
  const values = new Map<string, string>();
  for (const [written, value] of response.headers) {
    const name = written.toLowerCase();
    if (OF_THE_WAY.has(name) || !NAME.test(name) || !VALUE.test(value)) continue;
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(values);
});
