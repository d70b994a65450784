/** The place of a new recording among those that a cassette holds. */
import type { Recording } from '../recording.ts';

interface Place {
  /** How many of the same request come before it: Polly takes two of the same id and order for one. */
  order: number;
  /** From 0. */
  index: number;
  /** Those that stay. */
  kept: readonly Recording[];
}

/**
 * At the end; or, when older ones of the same request shall go, where the first of them stood, so that a cassette that is recorded anew
 * stays in its order.
 *
 * @param id Polly's, of the request
 * @param goes is it an older one that this one replaces? Without it, all stay
 */
export function placeFor(
  id: string,
  recordings: readonly Recording[],
  goes: (recording: Recording) => boolean = () => false,
): Place {
  const first = recordings.findIndex(goes);
  const kept = first < 0 ? recordings : recordings.filter((recording) => !goes(recording));
  const orders = kept.filter(({ polly }) => polly.id === id).map(({ polly }) => polly.order);
  return { order: Math.max(-1, ...orders) + 1, index: first < 0 ? kept.length : first, kept };
}
