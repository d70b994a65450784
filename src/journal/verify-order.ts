/** Verification of the order in which requests came. */
import type { When } from '../stubs/stub.ts';
import { droppedNote, nearestText, title } from './in-words.ts';
import type { Journal } from './journal.ts';
import { wanted } from './nearest.ts';
import type { Verification } from './verification.ts';
import type { View } from './view.ts';

/**
 * Whether requests came that match one condition after the other; others may lie between. The order is that in which their replies
 * ended, which is the order of ids. When it fails, it tells how far it came and what came nearest to the missing one.
 *
 * @throws what `compileWhen` throws for a bad condition
 * @example verifyOrder(journal, [{ text: 'search' }, { toolResult: true }]).ok
 */
export function verifyOrder(journal: Journal, whens: readonly When[]): Verification {
  const views = journal.views();
  const wants = whens.map((when) => wanted(when));
  const met: View[] = [];
  let from = 0;
  for (const [step, want] of wants.entries()) {
    const place = views.findIndex((view, index) => index >= from && want.matches(view));
    if (place < 0) {
      const later = views.slice(from);
      const nearest = want.nearest(later);
      const early = views.slice(0, from).find((view) => !met.includes(view) && want.matches(view));
      const lines = [
        `Expected ${wants.length} requests in order, but there is no request ${step + 1}: ${want.words}.`,
        ...met.map((view, index) => `  ${index + 1}. ${title(view)}`),
        `  ${step + 1}. missing`,
        ...(early ? [`One that matches came too early: ${title(early)}`] : []),
        ...nearestText(nearest),
        ...droppedNote(journal),
      ];
      return { ok: false, message: lines.join('\n'), matched: met.map(({ id }) => id), nearest };
    }
    met.push(views[place]!);
    from = place + 1;
  }
  const message = `${wants.length} requests came in the expected order.`;
  return { ok: true, message, matched: met.map(({ id }) => id), nearest: [] };
}
