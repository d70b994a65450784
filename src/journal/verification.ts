/** The verdict on an expectation, and the error for those who want it thrown. */

/** A condition that did not hold. */
export interface Difference {
  /** E.g. `text.contains`, `filter.status`, `input.city`. */
  condition: string;
  expected: string;
  actual: string;
}

/** A request that came near. */
export interface Nearest {
  /** Of the journal's entry. */
  id: string;
  failed: readonly Difference[];
  /** The request and its differences for people, several lines. */
  diff?: string;
}

export interface Verification {
  ok: boolean;
  /** For people; several lines when it failed. */
  message: string;
  /** Ids of the entries that met the expectation. */
  matched: readonly string[];
  /** What came nearest, best first, when it failed. */
  nearest: readonly Nearest[];
  /** What does not hold of the journal as a whole, such as a budget. */
  failed?: readonly Difference[];
}

/** A failed verification, thrown. */
export class VerificationError extends Error {
  override name = 'VerificationError';
  readonly verification: Verification;
  constructor(verification: Verification) {
    super(verification.message);
    this.verification = verification;
  }
}

/** @throws VerificationError when it failed */
export function proven(verification: Verification): Verification {
  if (!verification.ok) throw new VerificationError(verification);
  return verification;
}
