/** Verdicts on how a client tries again. */
import { type Attempt, shows } from './attempt.ts';
import { type Call, sequencesOf } from './call.ts';
import { ms } from './ms.ts';
import type { Finding } from './verdict.ts';
import type { VerdictRow } from './verdict-row.ts';

/** How much earlier than told an attempt may come, in milliseconds: timers are not exact. */
const LENIENCE = 20;
/** Longer waits are passed over by Anthropic's Python SDK, which backs off as if nothing had been said. */
const LONG = 60_000;
/** Gaps from here on are a pause, in milliseconds. */
const PAUSE = 100;
/** Gaps that each are so much longer than the one before grow: half a doubling, since clients vary theirs by a quarter. */
const GROWTH = 1.5;
/** Below so many milliseconds gaps are long by chance. */
const CHANCE = 10;
/** More attempts than these are a storm. */
const MANY = 10;
/** After more milliseconds than these somebody may have tried again by hand. */
const BY_HAND = 60_000;

export const RETRY_AFTER_IGNORED: VerdictRow = {
  name: 'retry-after-ignored',
  severity: 'fault',
  explain:
    'After a refusal with `retry-after` (in seconds) or `retry-after-ms` the next attempt came more than 20 ms earlier than told. ' +
    'Waits of more than a minute are only told of.',
  mend: 'Wait at least as long as `retry-after-ms` or `retry-after` says before the next attempt.',
  judge: (calls) =>
    pairs(calls).flatMap(({ before, next, gap }): Finding[] => {
      // A clock that somebody had stopped tells nothing of how long the client waited.
      const { told } = before;
      if (told === undefined || stood(before, gap) || gap >= told - LENIENCE) return [];
      return [
        {
          ...milder(next, told > LONG ? 'info' : undefined),
          message: `Told to wait ${ms(told)}, the client tried again after ${ms(gap)}.`,
          evidence: [
            shows(before, `answered ${before.status}: wait ${ms(told)}`),
            shows(next, `the same request, ${ms(gap)} after that reply`),
          ],
        },
      ];
    }),
};

export const NO_BACKOFF: VerdictRow = {
  name: 'no-backoff',
  severity: 'fault',
  explain:
    'Three or more attempts in a row, each less than 100 ms after a reply that failed, with gaps that do not grow by half each time, or stay below 10 ms. Gaps as long as the service asked for do not count.',
  mend: 'Wait between attempts, twice as long each time (0.5 s, 1 s, 2 s, up to 8 s), and vary the wait a little.',
  judge: (calls) => sequencesOf(calls).flatMap(hurried),
};

function hurried(attempts: readonly Attempt[]): Finding[] {
  const runs: Attempt[][] = [];
  let run: Attempt[] = [];
  for (const [index, attempt] of attempts.entries()) {
    const before = attempts[index - 1];
    const gap = before ? attempt.started - before.ended : 0;
    const quick = before !== undefined && gap < PAUSE && !stood(before, gap) && !asked(before, gap);
    if (!quick) {
      run = [];
      runs.push(run);
    }
    run.push(attempt);
  }
  return runs.flatMap((found): Finding[] => {
    const gaps = found.slice(1).map((attempt, index) => attempt.started - found[index]!.ended);
    const longest = Math.max(...gaps);
    const grow = longest >= CHANCE && gaps.every((gap, index) => index === 0 || gap >= gaps[index - 1]! * GROWTH);
    if (gaps.length < 2 || grow) return [];
    const again = found.slice(1);
    return [
      {
        ...milder(again),
        message: `${found.length} attempts in a row, at most ${ms(longest)} apart.`,
        evidence: found.map((attempt, index) =>
          shows(attempt, index === 0 ? 'the first' : `${ms(gaps[index - 1]!)} later`),
        ),
      },
    ];
  });
}

/** Was the wait what the service asked for, or the client's own patience with a reply that did not come? */
function asked({ told, view }: Attempt, gap: number): boolean {
  return (told !== undefined && told > 0 && gap >= told - LENIENCE) || view.noted.outcome.ended === 'client left';
}

export const RETRY_STORM: VerdictRow = {
  name: 'retry-storm',
  severity: 'fault',
  explain: 'More than 10 attempts in one call.',
  mend: 'Give up after a few attempts (the SDKs make 3) and tell the caller.',
  judge: (calls) =>
    sequencesOf(calls).flatMap((attempts): Finding[] => {
      if (attempts.length <= MANY) return [];
      const last = attempts.at(-1)!;
      return [
        {
          ...milder(attempts.slice(1)),
          message: `One request was sent ${attempts.length} times.`,
          evidence: [
            shows(attempts[0]!, 'the first'),
            shows(last, `the last, ${ms(last.started - attempts[0]!.started)} later`),
          ],
        },
      ];
    }),
};

export const RETRIED_FINAL: VerdictRow = {
  name: 'retried-final',
  severity: 'fault',
  explain:
    'The same request came again within a minute of a refusal that must not be retried: `x-should-retry: false`, or a 4xx other than 401, 408, 409 and 429 without `x-should-retry: true`.',
  mend: 'Do not try again: the answer will be the same. Tell the caller, or change the request.',
  judge: (calls) =>
    pairs(calls).flatMap(({ before, next, gap }): Finding[] => {
      // A 401 may be mended by other credentials, and a refusal by another beta or version: keys are not kept, so the former cannot be seen.
      if (before.retryable !== false || before.status === 401 || gap > BY_HAND || !sameHeaders(before, next)) return [];
      const header = before.view.replyHeaders()['x-should-retry'];
      return [
        {
          ...milder(next),
          message: `The client tried again after ${before.status}${header === 'false' ? ' with x-should-retry: false' : ''}.`,
          evidence: [
            shows(before, `answered ${before.status}`),
            shows(next, `the same request, ${ms(gap)} after that reply`),
          ],
        },
      ];
    }),
};

/** Each attempt with the one that followed it, and the milliseconds from the reply's end to the next arrival. */
function pairs(calls: readonly Call[]): { before: Attempt; next: Attempt; gap: number }[] {
  return sequencesOf(calls).flatMap((attempts) =>
    attempts.slice(1).map((next, index) => {
      const before = attempts[index]!;
      return { before, next, gap: next.started - before.ended };
    }),
  );
}

/** Did the clock stand still? A clock that runs never reads the same twice. */
function stood({ started, ended }: Attempt, gap: number): boolean {
  return gap === 0 && started === ended;
}

/** What says of itself to be a first attempt may be another call of the same request. */
function milder(again: Attempt | readonly Attempt[], severity?: 'info'): { severity?: 'info' } {
  const first = [again].flat().some(({ count }) => count === 0);
  return first || severity ? { severity: 'info' } : {};
}

function sameHeaders(a: Attempt, b: Attempt): boolean {
  return ['anthropic-beta', 'anthropic-version'].every((name) => a.view.headers()[name] === b.view.headers()[name]);
}
