/** Judges a client by what the journal holds of it. */
import type { Journal } from '../journal.ts';
import type { Verification } from '../verification.ts';
import { callsOf } from './call.ts';
import { verdictReport } from './report.ts';
import type { Verdict } from './verdict.ts';
import { VERDICTS } from './verdicts.ts';

/**
 * The verdicts on the client, in the order of the table. Never throws; entries that are no longer held bear nothing out.
 *
 * @example judge(session.journal).filter(({ severity }) => severity === 'fault')
 */
export function judge(journal: Journal): Verdict[] {
  const calls = callsOf(journal);
  return VERDICTS.flatMap(({ name, severity, mend, judge: find }) =>
    find(calls).map((finding) => ({
      name,
      severity: finding.severity ?? severity,
      message: finding.message,
      mend,
      evidence: finding.evidence,
    })),
  );
}

/** Whether the client did nothing that it must not; `info` does not count. The message is the report. */
export function verifyResilient(journal: Journal): Verification {
  const verdicts = judge(journal);
  const ok = !verdicts.some(({ severity }) => severity === 'fault');
  return { ok, message: verdictReport(verdicts, 'markdown').trimEnd(), matched: [], nearest: [] };
}
