/** What can be expected of a mock: matchers for any framework whose `expect.extend` is like Jest's. */
import { Journal } from '../journal/journal.ts';
import { type Budget, verifyBudget } from '../journal/totals.ts';
import { verifyResilient } from '../journal/verdicts/judge.ts';
import { type Expectation, type Verification, verify } from '../journal/verify.ts';
import { verifyToolCalls } from '../journal/verify-tool-calls.ts';
import type { When } from '../stubs/stub.ts';

/** How often. Without any of them: at least once. */
export type Times = Pick<Expectation, 'times' | 'atLeast' | 'atMost'>;

/** The matchers, as `expect(mock)` has them. `R` is what they return: nothing, or a promise of it. */
export interface MockMatchers<R = void> {
  /** A request came that fits the conditions of a stub. */
  toHaveReceivedMessage(when?: When, times?: Times): R;
  /** A reply called the tool; with these arguments, of which there may be more. */
  toHaveCalledTool(name: string, input?: Readonly<Record<string, unknown>>): R;
  /** No more was used: requests, tokens, US dollars. */
  toHaveUsedAtMost(budget: Budget): R;
  /** The client did nothing that it must not when replies failed: no verdict is a fault. */
  toBeResilient(): R;
}

interface Verdict {
  pass: boolean;
  message(): string;
}

/**
 * For `expect.extend(matchers)`. They take a mock, a session, or what `useMock()` returns.
 *
 * @throws TypeError for anything else
 */
export const matchers = {
  toHaveReceivedMessage(received: unknown, when?: When, times?: Times): Verdict {
    const journal = journalOf(received);
    if (typeof times === 'number') throw new TypeError(`How often is said by an object: { times: ${times} }.`);
    return verdict(verify(journal, { ...(when ? { when } : {}), ...times }));
  },
  toHaveCalledTool(received: unknown, name: string, input?: Readonly<Record<string, unknown>>): Verdict {
    return verdict(verifyToolCalls(journalOf(received), [{ name, ...(input ? { input } : {}) }]));
  },
  toHaveUsedAtMost(received: unknown, budget: Budget): Verdict {
    return verdict(verifyBudget(journalOf(received), budget));
  },
  toBeResilient(received: unknown): Verdict {
    return verdict(verifyResilient(journalOf(received)));
  },
};

function journalOf(received: unknown): Journal {
  const { journal } = Object(received) as { journal?: unknown };
  if (journal instanceof Journal) return journal;
  throw new TypeError('This matcher is for a mock, a session, or what useMock() returns: expect(mock).toHave...');
}

function verdict({ ok, message }: Verification): Verdict {
  return { pass: ok, message: () => (ok ? `Expected otherwise: ${message}` : message) };
}
