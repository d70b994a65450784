/** The silences in a spoilt reply that the client sat out, and what had come of the reply by then. */
import type { View } from '../view.ts';
import { fieldsOf, textOf } from './received.ts';

export interface Silence {
  /** Milliseconds without a byte, by the session's clock. */
  length: number;
  /** What had left before it: nothing of the body, a part of it, or its end in either way. */
  after: 'nothing' | 'part' | 'error event' | 'message_stop';
}

/** Shorter ones are no silence, in milliseconds. */
const SHORTEST = 1000;
/** Timers are not exact: a silence may end so many milliseconds before it is due. */
const LENIENCE = 20;
/** Events after which nothing comes. */
const ENDS: ReadonlyMap<string, Silence['after']> = new Map([
  ['error', 'error event'],
  ['message_stop', 'message_stop'],
]);

/**
 * In the order in which they were. None where somebody moved the session's clock by hand meanwhile: the client's own did not go along. A
 * silence that the client left, or that ended because the mock closed, was not sat out.
 */
export function silencesOf(view: View): Silence[] {
  const { frames = [], outcome } = view.noted;
  if (outcome.ended === 'client left' || outcome.moved || view.replyHeaders()['x-mock-fault'] === undefined) return [];
  const found: Silence[] = [];
  const start = frames[0]?.wait ?? 0;
  let due = 0;
  /** When the latest byte was due; before that, 0. */
  let begin = 0;
  let begun = false;
  const close = (): void => {
    if (due - begin >= SHORTEST && due <= outcome.milliseconds + LENIENCE)
      found.push({ length: due - begin, after: begun ? endBy(view, begin - start) : 'nothing' });
  };
  for (const frame of frames) {
    due += frame.wait;
    // Pauses stand in frames of their own.
    if ('bytes' in frame && frame.bytes.length === 0) continue;
    close();
    begin = due;
    begun = true;
  }
  close();
  return found;
}

/** @param time milliseconds after the first frame */
function endBy(view: View, time: number): Silence['after'] {
  // What readEvents tells is rounded to the microsecond.
  const told = view.events()?.filter(({ due }) => due <= time + 0.001) ?? [];
  const end = told.map(({ event }) => textOf(fieldsOf(event)['type'])).find((type) => ENDS.has(type));
  return ENDS.get(end ?? '') ?? 'part';
}
