/** Verdicts on calls that ended with a refusal that may pass. */
import { type Aftermath, aftermathOf } from './aftermath.ts';
import { type Attempt, shows } from './attempt.ts';
import type { Call } from './call.ts';
import { ms } from './ms.ts';
import type { Finding } from './verdict.ts';
import type { VerdictRow } from './verdict-row.ts';

/** How many attempts the SDKs make: two after the first. */
const USUAL = 3;
/** The SDKs wait no longer than this before they try again where nothing is told, in milliseconds. */
const LONGEST_BACKOFF = 8000;
/** For a timer that is late, and for one that is early. */
const LENIENCE = 1000;
const EARLY = 20;
/** Whoever is told to wait for longer may well give up. */
const LONG = 60_000;

export const GAVE_UP_EARLY: VerdictRow = {
  name: 'gave-up-early',
  severity: 'fault',
  explain:
    'A call ended with 408, 409, 429 or 5xx and `retry-after` (up to a minute) after fewer than 3 attempts, and before that time was over the conversation went on ' +
    'with the same model and another turn of the user, without an answer to the one before. ' +
    'Only told of: where it went on later, or nothing was told; or where the client sent something else on the same connection, longer after the refusal than any SDK waits.',
  mend: 'Wait as told, else 0.5 s, 1 s, 2 s; make 3 attempts before you give up, and tell the caller that there is no answer.',
  judge(calls) {
    const aftermath = aftermathOf(calls);
    return calls.flatMap((call) => givenUp(call, aftermath));
  },
};

function givenUp(call: Call, { answered, goesOn, elsewhere }: Aftermath): Finding[] {
  const last = lastOf(call);
  if (!last || call.attempts.length >= USUAL) return [];
  const hole = answered(call) ? undefined : goesOn(call, last.ended);
  const next = hole ?? elsewhere(last, last.ended + due(last));
  if (!next) return [];
  const gap = ms(next.started - last.ended);
  const asked = last.told !== undefined && last.told > 0 ? `, wait ${ms(last.told)}` : '';
  const [where, what] = hole
    ? ['with the conversation', 'goes on without an answer']
    : ['to something else', 'another request of the client'];
  return [
    {
      ...(hole && impatient(last, hole) ? {} : { severity: 'info' }),
      message: `The client gave up after ${times(call)}, and went on ${where}.`,
      evidence: [shows(last, `answered ${last.status}${asked}`), shows(next, `${what}, ${gap} later`)],
    },
  ];
}

/** The attempt with which a call ended in a refusal that may pass. Where requests ran side by side nothing tells which was the last. */
function lastOf({ attempts, crowded }: Call): Attempt | undefined {
  const last = attempts.at(-1)!;
  return !crowded && last.retryable === true ? last : undefined;
}

/** Did the client neither wait as told nor try again? Later on, a request that has grown may be its way of trying again. */
function impatient(last: Attempt, next: Attempt): boolean {
  const { told = 0 } = last;
  const gap = next.started - last.ended;
  // A clock that somebody had stopped tells nothing of how long the client waited.
  const stood = gap === 0 && last.started === last.ended;
  return told <= LONG && gap < told - EARLY && !stood && last.view.model === next.view.model;
}

/** When whoever tries again has done so, in milliseconds after the refusal. A date is up to the client's own clock. */
function due({ told, view }: Attempt): number {
  const dated = told === undefined && view.replyHeaders()['retry-after'] !== undefined;
  return dated ? Number.POSITIVE_INFINITY : Math.max(told ?? 0, LONGEST_BACKOFF) + LENIENCE;
}

function times({ attempts: { length } }: Call): string {
  return length === 1 ? '1 attempt' : `${length} attempts`;
}

export const NOT_RETRIED: VerdictRow = {
  name: 'not-retried',
  severity: 'info',
  explain:
    'A call ended with 408, 409, 429 or 5xx, without `x-should-retry: false`, and was not tried again so far. No more than told of: a client may have been told not to, or have tried often enough. Where it is `gave-up-early`, only that is told.',
  mend: 'If the call matters, let the client try again: 2 retries with growing waits outlast most overloads.',
  judge(calls) {
    const aftermath = aftermathOf(calls);
    return calls.flatMap((call): Finding[] => {
      const last = lastOf(call);
      if (!last || givenUp(call, aftermath).length > 0) return [];
      const { length } = call.attempts;
      const often = length === 1 ? 'once' : `${length} times`;
      return [
        {
          message: `A request that was answered ${last.status} was not tried again; it had been sent ${often}.`,
          evidence: [shows(last, `answered ${last.status}`)],
        },
      ];
    });
  },
};
