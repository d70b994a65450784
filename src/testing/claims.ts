/** What may be claimed of every test. */
import type { SessionFace } from '../sessions/session-face.ts';

/** What makes a test fail although it passed. */
export interface Claims {
  /** A request that no stub was for. */
  failOnUnmatched?: boolean | undefined;
  /** A stub of the test that answered nothing. Those of files are not the test's own: other tests may need them. */
  failOnUnused?: boolean | undefined;
}

/** @throws VerificationError with the requests and their nearest stubs, or Error with the stubs that were not used */
export function proveClaims(session: SessionFace, { failOnUnmatched, failOnUnused }: Claims): void {
  if (failOnUnmatched) session.verifyNoUnmatched();
  if (!failOnUnused) return;
  const unused = session.unusedStubs().filter(({ origin }) => origin === 'code' || origin === 'api');
  if (unused.length === 0) return;
  const lines = unused.map(
    ({ name, definition: { when } }) => `  ${name}: ${when ? `when ${JSON.stringify(when)}` : 'every request'}`,
  );
  throw new Error(['Stubs that answered no request:', ...lines].join('\n'));
}
