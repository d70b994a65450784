/** A difference of two replies on one line. */
import type { Difference } from '../../cassettes/compared/difference.ts';
import { shortened } from '../../cassettes/match/shortened.ts';
import { plain } from './plain.ts';

/** @example differenceLine(difference) // 'text /content/0/text: "It rains." → "It snows."' */
export function differenceLine({ kind, where, before, after }: Difference): string {
  const place = where === '' ? kind : `${kind} ${where}`;
  return plain(`${place}: ${shown(before, after)} → ${shown(after, before)}`);
}

function shown(value: unknown, other: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(shortened(value, other));
}
