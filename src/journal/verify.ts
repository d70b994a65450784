/** Verification: did such requests come, as often as they should? */
import type { When } from '../stubs/stub.ts';
import { checkKeys } from './check-keys.ts';
import type { JournalFilter } from './filter.ts';
import { counted, droppedNote, MOST_SHOWN, nearestText, title } from './in-words.ts';
import type { Journal } from './journal.ts';
import { wanted } from './nearest.ts';
import type { Verification } from './verification.ts';
import type { View } from './view.ts';

export { proven, type Verification } from './verification.ts';

/** Requests that are expected. Without `when` and `filter`: any. */
export interface Expectation {
  /** The conditions of stubs. Only messages requests that were accepted can match. */
  when?: When;
  filter?: JournalFilter;
  /** Exactly so many. */
  times?: number;
  /** Default 1, unless `times` or `atMost` is given. */
  atLeast?: number;
  atMost?: number;
}

const KEYS = { when: false, filter: false, times: true, atLeast: true, atMost: true } satisfies Record<
  keyof Expectation,
  boolean
>;

/**
 * Whether as many requests as expected came. When too few did, it tells which came nearest and what they lacked.
 *
 * @throws TypeError for an unknown key, FilterError for a bad filter, and what `compileWhen` throws for a bad condition
 * @example verify(journal, { when: { text: 'hello' }, times: 2 }).ok
 */
export function verify(journal: Journal, expectation: Expectation): Verification {
  checkKeys(expectation, KEYS, 'an expectation');
  const want = wanted(expectation.when, expectation.filter);
  const views = journal.views();
  const matching = views.filter(want.matches);
  const matched = matching.map(({ id }) => id);
  const { least, most, words } = bounds(expectation);
  const found = `${matching.length === 0 ? 'none' : matching.length} of ${counted(views.length, 'request')}`;
  const head = `${words} for ${want.words}`;
  if (matching.length < least) {
    const nearest = want.nearest(views);
    const lines = [`Expected ${head}, but ${found} matched.`, ...nearestText(nearest)];
    return { ok: false, message: text(lines, want.notUnderstood(views), journal), matched, nearest };
  }
  if (matching.length > most) {
    const lines = [`Expected ${head}, but ${found} matched:`, ...titles(matching)];
    return { ok: false, message: text(lines, [], journal), matched, nearest: [] };
  }
  return { ok: true, message: text([`${found} matched, as expected: ${head}.`], [], journal), matched, nearest: [] };
}

function bounds({ times, atLeast, atMost }: Expectation): { least: number; most: number; words: string } {
  if (times !== undefined) return { least: times, most: times, words: `exactly ${counted(times, 'request')}` };
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  const most = atMost ?? Number.POSITIVE_INFINITY;
  if (atMost === undefined) return { least, most, words: `at least ${counted(least, 'request')}` };
  const words = least === 0 ? `at most ${counted(most, 'request')}` : `${least} to ${counted(most, 'request')}`;
  return { least, most, words };
}

function text(lines: readonly string[], notUnderstood: readonly View[], journal: Journal): string {
  const head = `${counted(notUnderstood.length, 'request')} could not match, because the mock refused what was sent:`;
  const refused = notUnderstood.length === 0 ? [] : [head, ...titles(notUnderstood)];
  return [...lines, ...refused, ...droppedNote(journal)].join('\n');
}

/** The latest few, on a line each. */
function titles(views: readonly View[]): string[] {
  const shown = views.slice(-MOST_SHOWN).map((view) => `  ${title(view)}`);
  const more = views.length - shown.length;
  return more > 0 ? [`  and ${more} before:`, ...shown] : shown;
}
