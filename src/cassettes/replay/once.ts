/** What is worked out of a recording: once, however often it is replayed. */
import type { Recording } from '../recording.ts';

/**
 * The function with a memory. Recordings never change; a cassette that is read again has new ones, and what was known of the old ones
 * goes with them.
 *
 * @example const lengthOf = once((recording) => recording.response.body.length)
 */
export function once<T>(make: (recording: Recording) => T): (recording: Recording) => T {
  const made = new WeakMap<Recording, { value: T }>();
  return (recording) => {
    const known = made.get(recording);
    if (known) return known.value;
    const value = make(recording);
    made.set(recording, { value });
    return value;
  };
}
