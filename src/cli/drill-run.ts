/** One run of a drill: the command on a session of its own, with one fault. */
import { systemClock } from '../clock.ts';
import { clientEnvironment } from '../http/client-environment.ts';
import { judge } from '../journal/verdicts/judge.ts';
import type { Verdict } from '../journal/verdicts/verdict.ts';
import type { Mock } from '../mock.ts';
import type { PlanEntry } from './drill-plan.ts';
import { runHeld } from './drill-process.ts';
import { DrillWatch } from './drill-watch.ts';

export type DrillOutcome = 'survived' | 'failed' | 'hung' | 'wrongly passed';

export interface DrillRun {
  /** The name of the fault. */
  name: string;
  /** What was broken; null in the clean run. */
  faults: readonly string[] | null;
  outcome: DrillOutcome;
  /** Null where the command was killed. */
  exit: number | null;
  /** How many came to the mock. */
  requests: number;
  milliseconds: number;
  /** On the client, from the journal of the run. */
  verdicts: readonly Verdict[];
  /** What the outcome rests on, where that is not plain; else empty. */
  remark: string;
  output: string;
}

/** What all runs of a drill share. */
export interface Stage {
  mock: Mock;
  /** Base URL of the mock. */
  url: string;
  command: readonly [string, ...string[]];
  /** Milliseconds that a run may take. */
  timeout: number;
  stop: AbortSignal;
}

/** How long the mock may take to notice that a connection of an ended process is gone, in milliseconds. */
const SETTLING = 20;

/** @param entry what is broken; nothing, for the clean run */
export async function drillRun(id: string, entry: PlanEntry | undefined, stage: Stage): Promise<DrillRun> {
  const { mock, url, command, timeout, stop } = stage;
  const session = mock.session(id);
  if (entry) {
    const { name, ...rule } = entry;
    session.fault(rule);
  }
  const watch = new DrillWatch();
  const forget = mock.onExchange((exchange, outcome, { id: where }) => {
    if (where === id) watch.add(exchange, outcome);
  });
  const environment = { ...process.env, ...clientEnvironment(`${url}/t/${id}`, mock.options.apiKey[0]) };
  const { code, output, milliseconds } = await runHeld(command, { environment, timeout, stop });
  await new Promise<void>((settled) => systemClock.after(SETTLING, settled));
  forget();
  const verdicts = judge(session.journal);
  mock.sessions.delete(id);
  const outcome = outcomeOf(code, watch);
  return {
    name: entry?.name ?? '(none)',
    faults: entry ? [entry.faults].flat() : null,
    outcome,
    exit: code,
    requests: watch.requests,
    milliseconds: Math.round(milliseconds),
    verdicts,
    remark: entry ? remarkOf(outcome, watch) : '',
    output,
  };
}

function outcomeOf(code: number | null, { accepted }: DrillWatch): DrillOutcome {
  if (code === null) return 'hung';
  if (code !== 0) return 'failed';
  return accepted === undefined ? 'survived' : 'wrongly passed';
}

function remarkOf(outcome: DrillOutcome, watch: DrillWatch): string {
  if (outcome === 'wrongly passed') return `the reply ${watch.accepted}, and was not asked for again`;
  return outcome === 'survived' ? watch.remark : '';
}
