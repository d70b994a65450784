/** What a client did after a call: went on in the same conversation, or sent something else. */
import type { Attempt } from './attempt.ts';
import type { Call } from './call.ts';

/** Answers in no more time than it takes to pass over the requests that lie between: a journal may hold many thousands. */
export interface Aftermath {
  /** Was the same conversation answered in any call, by another model for instance, or may it have been? */
  answered(call: Call): boolean;
  /**
   * The first request since a time that has all turns of a call, and then one more of the user's: an answer in between may have come from
   * elsewhere.
   */
  goesOn(call: Call, since: number): Attempt | undefined;
  /** The first request of another call after a time on the connection of an attempt. */
  elsewhere(attempt: Attempt, since: number): Attempt | undefined;
}

/** @param calls in the order in which they began */
export function aftermathOf(calls: readonly Call[]): Aftermath {
  const answered = new Set<string | undefined>();
  const growing = new Map<string, Attempt[]>();
  const ports = new Map<number, Attempt[]>();
  for (const { attempts, history } of calls) {
    const first = attempts[0]!;
    if (attempts.some(({ succeeded }) => succeeded !== false)) answered.add(history?.prefixes.at(-1));
    for (const [index, { role }] of history?.turns.entries() ?? []) {
      if (index > 0 && role === 'user') add(growing, history!.prefixes[index - 1]!, first);
    }
    if (first.view.noted.port !== undefined) add(ports, first.view.noted.port, first);
  }
  return {
    answered: ({ history }) => answered.has(history?.prefixes.at(-1)),
    goesOn: ({ history }, since) =>
      growing.get(history?.prefixes.at(-1) ?? '')?.find(({ started }) => started >= since),
    elsewhere: ({ view }, since) => ports.get(view.noted.port ?? -1)?.find(({ started }) => started > since),
  };
}

function add<Key>(lists: Map<Key, Attempt[]>, key: Key, attempt: Attempt): void {
  const list = lists.get(key);
  if (list) list.push(attempt);
  else lists.set(key, [attempt]);
}
