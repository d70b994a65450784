/** The tools that replies called, in order. */
import { quoteValue } from '../stubs/conditions/finding.ts';
import type { Journal } from './journal.ts';

/** A call in a reply, of the caller's tools or of the service's own. */
export interface CalledTool {
  /** Of the journal's entry. */
  id: string;
  callId: string;
  name: string;
  input: Readonly<Record<string, unknown>>;
}

/** Every call in the replies that are held, oldest first. */
export function toolCalls(journal: Journal): CalledTool[] {
  return journal
    .views()
    .flatMap((view) => view.calls.map(({ id: callId, name, input }) => ({ id: view.id, callId, name, input })));
}

/** A call on one line. */
export function callLine({ id, name, input }: CalledTool): string {
  return `#${id} ${name}(${quoteValue(input)})`;
}
