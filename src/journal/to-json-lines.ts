/** The journal as JSON lines: one entry per line. */
import type { JournalEntry } from './journal-entry.ts';

/** @example toJsonLines(journal.list({ status: '4xx' })) */
export function toJsonLines(entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}
