/** What a verdict on a client is: what is found, what shows it, and how it is told. */
/** `fault`: the client did what it must not. `info`: it may have had its reasons. */
export type Severity = 'fault' | 'info';

/** An exchange that bears a verdict out. */
export interface Evidence {
  /** Of the journal's entry. */
  id: string;
  /** When it arrived, ISO 8601, by the session's clock. */
  at: string;
  /** What it shows. */
  note: string;
}

/** What a row found. */
export interface Finding {
  /** Without it, the row's own. */
  severity?: Severity;
  /** What the client did, in one sentence. */
  message: string;
  evidence: readonly Evidence[];
}

/** A finding as it is told. */
export interface Verdict {
  /** Of the row, e.g. `retry-after-ignored`. */
  name: string;
  severity: Severity;
  message: string;
  /** What the client should do instead. */
  mend: string;
  evidence: readonly Evidence[];
}
