/** What was used in all, and whether that keeps a budget. */
import { checkKeys } from './check-keys.ts';
import { differenceLines } from './in-words.ts';
import type { Journal } from './journal.ts';
import type { Totals } from './sums.ts';
import type { Difference, Verification } from './verification.ts';

export type { Totals } from './sums.ts';

/** The most that may be used. */
export interface Budget {
  requests?: number;
  /** Without those read from the cache or written to it, as the services count. */
  inputTokens?: number;
  outputTokens?: number;
  /** All tokens: input, output, read from the cache and written to it. */
  tokens?: number;
  /** US dollars. */
  cost?: number;
}

/** Sums over everything noted since the journal was cleared, entries no longer held included. */
export function totals(journal: Journal): Totals {
  return journal.totals();
}

const KEYS = { requests: true, inputTokens: true, outputTokens: true, tokens: true, cost: true } satisfies Record<
  keyof Budget,
  boolean
>;

/**
 * Whether no more was used than the budget allows; `failed` has every bound that was broken.
 *
 * @throws TypeError for an unknown key
 */
export function verifyBudget(journal: Journal, budget: Budget): Verification {
  checkKeys(budget, KEYS, 'a budget');
  const { requests, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, cost } = journal.totals();
  const tokens = inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens;
  const used = { requests, inputTokens, outputTokens, tokens, cost };
  const failed = Object.entries(used).flatMap(([name, amount]): Difference[] => {
    const most = budget[name as keyof Budget];
    if (most === undefined || amount <= most) return [];
    return [{ condition: name, expected: `at most ${most}`, actual: String(amount) }];
  });
  const ok = failed.length === 0;
  const message = ok ? 'The budget was kept.' : ['More was used than allowed:', ...differenceLines(failed)].join('\n');
  return { ok, message, matched: [], nearest: [], failed };
}
