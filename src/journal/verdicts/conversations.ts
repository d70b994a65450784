/** Verdicts on the history that a client sends back. */
import { quoteValue, shorten } from '../../stubs/conditions/finding.ts';
import { type Attempt, shows } from './attempt.ts';
import { carriersOf } from './carriers.ts';
import { blocksOf, type History, same, type Turn } from './history.ts';
import { type Fields, fieldsOf, textOf } from './received.ts';
import type { Finding } from './verdict.ts';
import type { VerdictRow } from './verdict-row.ts';

/** A loop is endless from so many turns on. */
const ENDLESS = 5;

export const THINKING_LOST: VerdictRow = {
  name: 'thinking-lost',
  severity: 'fault',
  explain:
    'A reply had thinking blocks and a tool call; the request with its result, thinking still on, has the call but not the same thinking blocks.',
  mend: 'Send the assistant turn back as it came while a tool loop goes on: every thinking block, text and signature untouched.',
  judge(calls) {
    const told = new Set<string>();
    const carriers = carriersOf(calls);
    return calls.flatMap(({ history, attempts: [later] }): Finding[] => {
      // With thinking switched off the blocks may go, and those before the last turn may always.
      const mode = fieldsOf(history?.body['thinking'])['type'];
      if (!history || (mode !== 'enabled' && mode !== 'adaptive')) return [];
      const turn = history.turns.findLast(({ role }) => role === 'assistant');
      const answered = blocksOf(history.turns.at(-1), 'tool_result').map(({ tool_use_id }) => tool_use_id);
      const ids = blocksOf(turn, 'tool_use').map(({ id }) => id);
      if (!turn || !ids.some((id) => answered.includes(id))) return [];
      const origins = ids
        .flatMap((id) => carriers.get(id) ?? [])
        .map(({ attempt }) => attempt)
        .filter(({ ended }) => ended <= later!.started);
      // With the same seed the same call may have come more than once: one that fits is enough.
      const [origin] = origins;
      if (!origin || told.has(origin.id) || origins.some((reply) => keeps(turn, reply))) return [];
      told.add(origin.id);
      return [
        {
          message: 'A thinking block did not come back as it was, although the tool call after it did.',
          evidence: [
            shows(origin, 'thinks, and calls a tool'),
            shows(later!, 'has the call, and the thinking is missing or changed'),
          ],
        },
      ];
    });
  },
};

function keeps(turn: Turn, { received }: Attempt): boolean {
  const thoughts = received?.blocks.filter(({ block }) => isThought(block)) ?? [];
  const back = turn.blocks.filter(isThought);
  return thoughts.every(({ block, whole }) => !whole || back.some((kept) => same(kept, block)));
}

function isThought({ type }: Fields): boolean {
  return type === 'thinking' || type === 'redacted_thinking';
}

export const ORPHAN_RESULT: VerdictRow = {
  name: 'orphan-tool-result',
  severity: 'fault',
  explain: 'A request has a tool_result, and no assistant turn before it has a tool_use of that id.',
  mend: 'Keep a tool call and its result together, also where old turns are cut away.',
  judge: (calls) =>
    calls.flatMap(({ history, attempts: [first] }): Finding[] => {
      const known = new Set<unknown>();
      const orphans = (history?.turns ?? []).flatMap((turn) => {
        if (turn.role === 'assistant') for (const { id } of blocksOf(turn, 'tool_use')) known.add(id);
        return blocksOf(turn, 'tool_result').filter(({ tool_use_id }) => !known.has(tool_use_id));
      });
      if (orphans.length === 0) return [];
      const ids = orphans.slice(0, 3).map(({ tool_use_id }) => quoteValue(tool_use_id));
      return [
        {
          message: 'A tool result was sent without the call that it answers.',
          evidence: [
            shows(first!, `${orphans.length} of them, of ${ids.join(', ')}${orphans.length > 3 ? '...' : ''}`),
          ],
        },
      ];
    }),
};

export const ENDLESS_LOOP: VerdictRow = {
  name: 'endless-tool-loop',
  severity: 'fault',
  explain:
    'In 5 or more assistant turns in a row the same tool was called with the same input, and the results were the same.',
  mend: 'Bound the turns of a tool loop, and stop it, or tell the model, when it repeats itself.',
  judge(calls) {
    const loops = new Map<string, { first: Attempt; last: Attempt; tool: string; times: number }>();
    for (const {
      history,
      attempts: [attempt],
    } of calls) {
      const run = history && longestRun(history);
      if (!run || run.times < ENDLESS) continue;
      const known = loops.get(run.key);
      loops.set(run.key, { first: known?.first ?? attempt!, last: attempt!, tool: run.tool, times: run.times });
    }
    return [...loops.values()].map(({ first, last, tool, times }): Finding => {
      const note = `the latest: ${times} turns`;
      return {
        message: `${shorten(tool)} was called in ${times} turns in a row with the same input and the same result.`,
        evidence: [shows(first, `at least ${ENDLESS} turns`), ...(first === last ? [] : [shows(last, note)])],
      };
    });
  },
};

/** The longest run of turns that call the same and get the same. A result that changes is a client that polls. */
function longestRun({ turns, prefixes }: History): { key: string; tool: string; times: number } | undefined {
  let best: { key: string; tool: string; times: number } | undefined;
  let run: { key: string; tool: string; times: number } | undefined;
  let before: Fields | undefined;
  for (const [index, turn] of turns.entries()) {
    if (turn.role !== 'assistant') continue;
    const round = roundOf(turn, turns[index + 1]);
    const repeats: boolean = run !== undefined && round !== undefined && same(round, before);
    before = round;
    if (!round) run = undefined;
    else if (repeats) run!.times++;
    else run = { key: prefixes[index]!, tool: textOf(round['name']), times: 1 };
    if (run && run.times > (best?.times ?? 0)) best = run;
  }
  return best;
}

/** The only call of a turn, and its result, without their ids. */
function roundOf(turn: Turn, next: Turn | undefined): Fields | undefined {
  const [call, ...others] = blocksOf(turn, 'tool_use');
  const result = blocksOf(next, 'tool_result').find(({ tool_use_id }) => tool_use_id === call?.['id']);
  if (!call || others.length > 0 || !result) return undefined;
  return { name: call['name'], input: call['input'] ?? null, content: result['content'] ?? null };
}
