/** A part of the key that is cheap to see, so that ten thousand recordings need not all be read for the first request. */
import type { CassetteSettings } from '../cassette-settings.ts';
import { type KeyedRequest, sortedPath } from './match-key.ts';
import { mayHoldSecret } from './may-hold-secret.ts';
import { rulesOf } from './rules.ts';
import { sketchOf } from './sketch.ts';

/**
 * Where recordings of the same key stand: the first is that of the request's last text, the second that of all whose last text does not
 * tell, as it is ignored or may hold a secret.
 */
export function roughKeysOf(request: KeyedRequest, settings: CassetteSettings): readonly [string, ...string[]] {
  const { match, ignore = [], secrets = [] } = settings;
  const address = `${request.dialect} ${request.method} ${request.path.includes('=') ? '' : sortedPath(request.path)}`;
  if (!ignore.every(sparesTexts)) return [address];
  const { last, messages } = sketchOf(request);
  const unread = match === 'last-turn' ? address : `${address} ${messages}`;
  const { at, everywhere } = rulesOf(settings);
  if (at.length > 0 || secrets.length > 0 || mayHoldSecret(last, 'text')) return [unread];
  return [`${unread} "${everywhere.reduce((text, normalise) => normalise(text), last)}`, unread];
}

/** Names on which it hangs which text is the last. */
const TELLING = new Set(['messages', 'role', 'content', 'type', 'text']);

/** Does the path find neither messages nor anything of theirs that is read here? A field of the request, or one name anywhere. */
function sparesTexts(path: string): boolean {
  const [, dots, name = '', rest] = /^\$(\.\.?)([A-Za-z_]\w*)(.*)$/s.exec(path) ?? [];
  if (dots === undefined || TELLING.has(name)) return false;
  return dots === '.' || rest === '';
}
