/** Requests held against what was expected of one: which match, and how near the others came. */
import { quoteValue } from '../stubs/conditions/finding.ts';
import { compileWhen } from '../stubs/conditions/when.ts';
import type { When } from '../stubs/stub.ts';
import type { JournalFilter } from './filter.ts';
import { MOST_SHOWN, nearestOf, title } from './in-words.ts';
import { compileFilter } from './parse-filter.ts';
import type { Difference, Nearest } from './verification.ts';
import type { View } from './view.ts';

export interface Wanted {
  matches(view: View): boolean;
  /** The nearest of the requests that do not match, best first; of equally near ones the latest first. */
  nearest(views: readonly View[]): Nearest[];
  /** The expectation, shortened, on one line. */
  words: string;
  /** Those that were never understood, so that no condition can match them. */
  notUnderstood(views: readonly View[]): View[];
}

/**
 * What is expected of a request. Conditions on the count or on chance (`nth`, `probability`) hold for any remembered request.
 *
 * @throws FilterError, or what `compileWhen` throws
 */
export function wanted(when: When | undefined, filter?: JournalFilter): Wanted {
  const conditions = when && compileWhen(when);
  const chosen = compileFilter({ ...filter, order: undefined, offset: undefined, limit: undefined });
  const matches = (view: View): boolean => {
    if (!chosen.fits(view)) return false;
    if (!conditions) return true;
    const subject = view.subject();
    return subject !== undefined && conditions.matches(subject, {});
  };
  const failures = (view: View): Difference[] => {
    const subject = view.subject();
    const findings = subject && conditions ? conditions.explain(subject, {}).filter(({ holds }) => !holds) : [];
    const failed = findings.map(({ condition, expected, actual }) => ({ condition, expected, actual }));
    return [...chosen.failures(view), ...failed];
  };
  const comparable = (view: View): boolean => conditions === undefined || view.subject() !== undefined;
  return {
    matches,
    nearest: (views) =>
      views
        .filter((view) => comparable(view) && !matches(view))
        .map((view) => ({ view, failed: failures(view) }))
        .sort((a, b) => a.failed.length - b.failed.length || b.view.noted.number - a.view.noted.number)
        .slice(0, MOST_SHOWN)
        .map(({ view, failed }) => nearestOf(view, failed, title(view))),
    words:
      [when && quoteValue(when), filter && `filter ${quoteValue(filter)}`].filter(Boolean).join(' and ') || 'anything',
    notUnderstood: (views) => views.filter((view) => !comparable(view) && view.noted.deed === 'messages'),
  };
}
