/** What is wrong with a stub. */

/** One thing wrong in a stub definition. */
export interface StubProblem {
  /** From the root of what was given, e.g. `['stubs', 0, 'when', 'text', 'matches']`. */
  path: readonly (string | number)[];
  /** For people: what came, what was expected, what to do: one or two sentences. */
  message: string;
  /** Does it keep the stub from being used? */
  severity: 'error' | 'warning';
}

/** Stubs that cannot be used. `problems` holds every one of them; the message tells the first five. */
export class StubError extends Error {
  override name = 'StubError';
  readonly problems: readonly StubProblem[];
  constructor(problems: readonly StubProblem[], message: string) {
    super(message);
    this.problems = problems;
  }
}
