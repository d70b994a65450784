/** Verdicts on what a client makes of replies that broke off. */
import { quoteValue } from '../../stubs/conditions/finding.ts';
import { type Attempt, shows } from './attempt.ts';
import type { Call } from './call.ts';
import { carriersOf } from './carriers.ts';
import { blocksOf, spoken, type Turn } from './history.ts';
import type { ReceivedReply } from './received.ts';
import type { Finding } from './verdict.ts';
import type { VerdictRow } from './verdict-row.ts';

export const CUT_ACCEPTED: VerdictRow = {
  name: 'cut-stream-accepted',
  severity: 'fault',
  explain:
    'A stream was cut by a fault or ended without message_stop, and what had come of it is an assistant turn of a later request.',
  mend: 'Take a stream for whole only once message_stop has come; else drop what came, and try again.',
  judge: (calls) => accepted(calls, 'no end', 'broke off without message_stop'),
};

export const ERROR_EVENT_IGNORED: VerdictRow = {
  name: 'error-event-ignored',
  severity: 'fault',
  explain: 'A stream told an `error` event, and what had come before it is an assistant turn of a later request.',
  mend: 'Treat an `error` event as a failed request, although the status was 200: drop what came, and try again.',
  judge: (calls) => accepted(calls, 'error event', 'ended in an error event'),
};

function accepted(calls: readonly Call[], cut: 'no end' | 'error event', how: string): Finding[] {
  const origins = byConversation(calls);
  const told = new Set<Attempt>();
  return calls.flatMap(({ history, attempts: [later] }) => {
    // Partial text in the last turn is a prefill: the client lets the model go on from where it broke off.
    const turns = history?.turns.slice(0, -1) ?? [];
    return turns.flatMap((turn, index): Finding[] => {
      if (turn.role !== 'assistant' || index === 0) return [];
      const replies = (origins.get(history!.prefixes[index - 1]!) ?? []).filter(({ ended }) => ended <= later!.started);
      // Where one of several replies was whole, or is not known, the turn may be that one's: the same text comes again with the same seed.
      if (replies.some(({ succeeded }) => succeeded !== false)) return [];
      const origin = replies.find(({ received }) => received?.cut === cut && comesBack(received, turn));
      if (!origin || told.has(origin)) return [];
      told.add(origin);
      return [
        {
          message: `A reply that ${how} came back as an assistant turn.`,
          evidence: [shows(origin, how), shows(later!, `has it as turn ${index + 1} of ${turns.length + 1}`)],
        },
      ];
    });
  });
}

/** The attempts of every conversation, as it stood when they were made. */
function byConversation(calls: readonly Call[]): Map<string, Attempt[]> {
  const found = new Map<string, Attempt[]>();
  for (const { history, attempts } of calls) {
    const prefix = history?.prefixes.at(-1);
    if (prefix !== undefined) found.set(prefix, [...(found.get(prefix) ?? []), ...attempts]);
  }
  return found;
}

/** A reset may take bytes with it that had left, so the beginning of what was said is enough. */
function comesBack({ blocks }: ReceivedReply, turn: Turn): boolean {
  const ids = blocks.filter(({ block }) => block['type'] === 'tool_use').map(({ block }) => block['id']);
  if (blocksOf(turn, 'tool_use').some(({ id }) => ids.includes(id))) return true;
  const text = spoken(turn.blocks);
  return text !== '' && spoken(blocks.map(({ block }) => block)).startsWith(text);
}

export const CUT_TOOL_CALL_USED: VerdictRow = {
  name: 'cut-tool-call-used',
  severity: 'fault',
  explain:
    'The arguments of a tool call broke off or are no JSON, and a later request has a result of it. A result with `is_error` is right, and so is one where the same call also came whole.',
  mend: 'Run a tool only when its block has ended and its arguments can be parsed; else answer with `is_error`, or try again.',
  judge(calls) {
    const told = new Set<unknown>();
    const carriers = carriersOf(calls);
    return calls.flatMap(({ history, attempts: [later] }) => {
      const results = (history?.turns ?? []).flatMap((turn) => blocksOf(turn, 'tool_result'));
      return results.flatMap(({ tool_use_id: id, is_error }): Finding[] => {
        if (is_error === true || told.has(id) || id === undefined) return [];
        const earlier = carriers.get(id)?.filter(({ attempt }) => attempt.ended <= later!.started) ?? [];
        const [origin] = earlier;
        if (!origin || earlier.some(({ whole }) => whole)) return [];
        told.add(id);
        return [
          {
            message: 'A tool call whose arguments had not come whole was answered with a result.',
            evidence: [
              shows(origin.attempt, `the arguments of ${quoteValue(id)} break off`),
              shows(later!, `has a tool_result of ${quoteValue(id)}`),
            ],
          },
        ];
      });
    });
  },
};
