/** A reply taken apart at a place. */
import type { Frame, Reply } from '../reply.ts';
import type { Place } from './option.ts';
import { eventsIn } from './split-events.ts';
import { splitAt } from './split-frames.ts';
import { positionOfSpot } from './spots.ts';

export interface SplitReply {
  before: Frame[];
  after: Frame[];
  /** The reply, with its status and headers leaving when the place demands it. */
  opened: Reply;
}

/**
 * The frames that leave before a place, and those after it; beyond the last event is the end. Nothing when the reply has no such place,
 * or when the connection is cut by then: a later fault has nothing left to spoil.
 */
export function splitReply(reply: Reply, place: Place): SplitReply | undefined {
  const position = 'spot' in place ? positionOfSpot(reply, place.spot) : positionOf(reply, place.count, place.unit);
  if (position === undefined) return undefined;
  const [before, after] = splitAt(reply.frames, position);
  return after[0] && 'cut' in after[0] ? undefined : { before, after, opened: openedFor(reply, place) };
}

function positionOf(reply: Reply, count: number, unit: 'events' | 'bytes'): number {
  if (unit === 'bytes') return count;
  return count === 0 ? 0 : (eventsIn(reply)[count - 1]?.end ?? Number.POSITIVE_INFINITY);
}

function openedFor(reply: Reply, place: Place): Reply {
  // What is no HTTP has no headers.
  if (!('spot' in place) || reply.opening === 'never') return reply;
  if (place.spot === 'nothing') return { ...reply, opening: 'held' };
  return place.spot === 'headers' ? { ...reply, opening: 'at once' } : reply;
}
