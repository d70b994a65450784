/** Which replies carried a tool call. */
import type { Attempt } from './attempt.ts';
import type { Call } from './call.ts';

export interface Carrier {
  attempt: Attempt;
  /** Did all of the call come? */
  whole: boolean;
}

/** By the id of the tool call, in the order of arrival. */
export function carriersOf(calls: readonly Call[]): Map<unknown, Carrier[]> {
  const found = new Map<unknown, Carrier[]>();
  for (const attempt of calls.flatMap(({ attempts }) => attempts)) {
    for (const { block, whole } of attempt.received?.blocks ?? []) {
      if (block['type'] !== 'tool_use') continue;
      const carriers = found.get(block['id']);
      if (carriers) carriers.push({ attempt, whole });
      else found.set(block['id'], [{ attempt, whole }]);
    }
  }
  return found;
}
