/** A text with pseudonyms in place of its secrets. */
import { pseudonym } from './pseudonym.ts';
import type { Hit } from './scan-text.ts';

/** @param hits in the order of the text, none within another */
export function rewritten(text: string, hits: readonly Hit[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end, shape } of hits) {
    rest += text.slice(from, start) + pseudonym(text.slice(start, end), shape);
    from = end;
  }
  return rest + text.slice(from);
}
