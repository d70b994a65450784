/** Verification that every request found its stub. */

import { entryOf } from './entry-of.ts';
import { counted, droppedNote, nearestOf, nearestText, title } from './in-words.ts';
import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Nearest, Verification } from './verification.ts';
import type { View } from './view.ts';

/** The messages requests that no stub answered although there were some, and those refused for want of one, or of a recording. */
export function unmatched(journal: Journal): JournalEntry[] {
  return unmatchedViews(journal).map((view) => entryOf(view, journal.session));
}

/** Whether there are none. When there are, it tells for each which stub came nearest, and what kept that from answering. */
export function verifyNoUnmatched(journal: Journal): Verification {
  const left = unmatchedViews(journal);
  const nearest = left.map(toldNearest);
  const lines =
    left.length === 0
      ? ['Every request that reached the stubs was answered by one.']
      : [`${counted(left.length, 'request')} found no stub or recording:`, ...nearestText(nearest, '')].filter(
          (line) => line !== '',
        );
  return { ok: left.length === 0, message: [...lines, ...droppedNote(journal)].join('\n'), matched: [], nearest };
}

function unmatchedViews(journal: Journal): View[] {
  return journal.views().filter(({ noted }) => {
    if (noted.deed !== 'messages' || noted.plan?.stub) return false;
    return noted.unstubbed || noted.missed;
  });
}

function toldNearest(view: View): Nearest {
  const [stub] = view.nearMisses();
  if (!stub) return nearestOf(view, []);
  return nearestOf(view, stub.failed, `${title(view)}\n  nearest stub: ${stub.name} (${stub.origin})`);
}
