/** The list of recordings that a run replayed, as the option `usedFile` writes it: a line of JSON for each. */
import { describeValue } from '../../contract/describe-value.ts';
import { CassetteError } from '../cassette.ts';
import type { Recording } from '../recording.ts';

/** What was used, by the cassettes' names. */
export type UsedList = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Reads the list. Several runs may have written to it; a recording may be there more than once.
 *
 * @param file its name, for messages
 * @throws CassetteError that names the line, when one is no entry: what cannot be read might say that something is in use
 * @example usedList('{"cassette":"tool-loop","entry":"5d41402a","order":0}\n', 'used.jsonl').has('tool-loop') // true
 */
export function usedList(text: string, file: string): UsedList {
  const list = new Map<string, Set<string>>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const { cassette, entry, order } = fieldsOf(line);
    if (typeof cassette !== 'string' || typeof entry !== 'string' || typeof order !== 'number') {
      const expected = 'expected {"cassette": "...", "entry": "...", "order": 0}, as --used-file writes it';
      throw new CassetteError(`${file}, line ${index + 1}: ${expected}, but got ${describeValue(line)}.`, file);
    }
    const used = list.get(cassette) ?? new Set();
    list.set(cassette, used.add(nameOf({ id: entry, order })));
  }
  return list;
}

/** How a list names a recording. */
export function nameOf({ id, order }: Recording['polly']): string {
  return `${order} ${id}`;
}

function fieldsOf(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
