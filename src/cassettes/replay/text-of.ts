/** The body of a recorded reply, as text and as JSON. */
import type { Recording } from '../recording.ts';

/** The body as UTF-8, without a byte order mark. Bytes that are none become U+FFFD, as for a client. */
export function textOf({ response }: Recording): string {
  return new TextDecoder().decode(response.body);
}

/** The JSON of the body; undefined when it is none, or nested deeper than anything that is written again may be. */
export function jsonOf(recording: Recording): unknown {
  try {
    const value: unknown = JSON.parse(textOf(recording));
    return isFlat(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `JSON.parse` reads any depth, `JSON.stringify` ends its stack at some thousands. */
const DEEPEST = 1000;

/** Is a value nested at most 1000 levels deep? */
export function isFlat(value: unknown, depth = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((entry) => isFlat(entry, depth - 1));
}
