/** Which exchanges of two cassettes belong together: those that asked the same. */
import type { CassetteSettings } from '../cassette-settings.ts';
import { keyOf } from '../match/match-key.ts';
import type { Recording } from '../recording.ts';

export interface Pairing {
  pairs: [before: Recording, after: Recording][];
  onlyBefore: Recording[];
  onlyAfter: Recording[];
}

/**
 * Repeats of one request are paired in their order.
 *
 * @param settings by which the keys of both are made
 */
export function pairExchanges(
  before: readonly Recording[],
  after: readonly Recording[],
  settings: CassetteSettings,
): Pairing {
  const waiting = new Map<string, Recording[]>();
  for (const recording of after) {
    const key = keyOf(recording.request, settings);
    const like = waiting.get(key);
    if (like) like.push(recording);
    else waiting.set(key, [recording]);
  }
  const pairing: Pairing = { pairs: [], onlyBefore: [], onlyAfter: [] };
  const paired = new Set<Recording>();
  for (const recording of before) {
    const other = waiting.get(keyOf(recording.request, settings))?.shift();
    if (other) {
      paired.add(other);
      pairing.pairs.push([recording, other]);
    } else pairing.onlyBefore.push(recording);
  }
  pairing.onlyAfter = after.filter((recording) => !paired.has(recording));
  return pairing;
}
