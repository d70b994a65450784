/** Headers that belong to one connection and must not be passed on. Source: RFC 9110, 7.6.1. */
import type { HeaderList } from '../recording.ts';

const ALWAYS: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** The headers without those of a single connection, and those that `connection` names; the others as they are. */
export function passedOn(headers: HeaderList): HeaderList {
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(','));
  const own = new Set(named.map((name) => name.trim().toLowerCase()));
  return headers.filter(([name]) => !ALWAYS.has(name.toLowerCase()) && !own.has(name.toLowerCase()));
}
