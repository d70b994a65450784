/** What a row of the table of verdicts is. */
import type { Call } from './call.ts';
import type { Finding, Severity } from './verdict.ts';

/** One row of the table. */
export interface VerdictRow {
  /** In lower case, with hyphens. */
  readonly name: string;
  readonly severity: Severity;
  /** When it is found, for people. */
  readonly explain: string;
  /** What the client should do instead, for people. */
  readonly mend: string;
  /** Finds nothing where the evidence allows another reading. */
  judge(calls: readonly Call[]): Finding[];
}
