/** Which headers of a client go to the upstream. */
import type { HeaderList } from '../recording.ts';
import { acceptable } from './content-codings.ts';
import { passedOn } from './single-connection.ts';

/** undici writes the first two for the upstream, and refuses the third, which Node's server has already answered. */
const OURS: ReadonlySet<string> = new Set(['host', 'content-length', 'expect']);

/**
 * Everything as the client sent it, but for those of its own connection, those that the new connection sets, and content codings that
 * could not be undone for a recording.
 */
export function requestHeaders(headers: HeaderList): HeaderList {
  const sent = passedOn(headers)
    .filter(([name]) => !OURS.has(name.toLowerCase()))
    .map(([name, value]) => [name, name.toLowerCase() === 'accept-encoding' ? acceptable(value) : value] as const);
  // `te` is of one connection, but trailers are relayed, so the wish for them may be.
  const trailers = headers.some(([name, value]) => name.toLowerCase() === 'te' && /(^|[\s,])trailers\b/i.test(value));
  return trailers ? [...sent, ['te', 'trailers']] : sent;
}
