/** Something that the lint of cassettes has found. */
import type { Violation } from '../../errors.ts';

export interface Finding {
  /** An error breaks a client or the replay; a warning is what they put up with. */
  severity: 'error' | 'warning';
  /** Id of the recording: `tool-loop#2`. */
  recording: string;
  /** `request`, `reply`, or `event 12 (line 35)`. */
  where: string;
  /** JSON pointer from there; empty for all of it. */
  pointer: string;
  code: string;
  message: string;
}

export type FindingOf = Omit<Finding, 'recording'>;

/** Findings of one place, from what its schema says. Schemas of requests are closed, as services are; those of replies open, as clients are. */
export function asFindings(violations: readonly Violation[], where: string): FindingOf[] {
  return violations.map(({ path, code, expected, actual }) => ({
    severity: 'error',
    where,
    pointer: pointerOf(path),
    code,
    message: `expected ${expected}, but got ${actual}`,
  }));
}

function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
