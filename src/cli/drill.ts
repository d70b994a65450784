/** `stuntdouble drill`: runs a command once well, then once per fault, and tells which faults it survives. */
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { Options } from '../config.ts';
import { createMock } from '../mock.ts';
import { drillJunit } from './drill-junit.ts';
import { drillMarkdown } from './drill-markdown.ts';
import { drillMatrix, lineOf, outcomeLine } from './drill-matrix.ts';
import { type DrillReport, drillJson, isGood, linesOf } from './drill-report.ts';
import { type DrillRun, drillRun, type Stage } from './drill-run.ts';
import { type DrillSettings, drillSettings } from './drill-settings.ts';
import { createProgress, type TerminalLike } from './progress-bar.ts';
import { listenProblem, type Terminal } from './serve.ts';

/**
 * Resolves with the exit code: 0 when every fault was survived, else 1; 128 and its number for a signal.
 *
 * @param words the command
 * @param stream where a bar shows the progress instead of lines, if it is a terminal
 * @throws OptionError that says which flag is wrong
 */
export async function drill(
  words: readonly string[],
  flags: Readonly<Record<string, unknown>>,
  options: Options,
  terminal: Terminal,
  stream: TerminalLike = process.stderr,
): Promise<number> {
  const settings = drillSettings(words, flags);
  const mock = createMock(options, { onBug: (error) => terminal.error(String((error as Error)?.stack ?? error)) });
  let url: string;
  try {
    ({ url } = await mock.listen());
  } catch (error) {
    terminal.error(`stuntdouble drill: ${listenProblem(error as NodeJS.ErrnoException, options)}`);
    return 1;
  }
  const stop = new AbortController();
  const abort = (signal: NodeJS.Signals): void => stop.abort(signal);
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    const stage = { mock, url, ...settings, stop: stop.signal };
    const report = await drilled(settings, options.seed, stage, terminal, stream);
    if (stop.signal.aborted) return 128 + constants.signals[stop.signal.reason as NodeJS.Signals];
    if (!report) return 1;
    if (!tell(report, settings, terminal)) return 2;
    return report.runs.every(({ outcome }) => isGood(outcome)) ? 0 : 1;
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
    await mock.close();
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Undefined when the clean run shows that there is nothing to drill. */
async function drilled(
  { command, plan, parallel }: DrillSettings,
  seed: string,
  stage: Stage,
  terminal: Terminal,
  stream: TerminalLike,
): Promise<DrillReport | undefined> {
  terminal.error(
    `stuntdouble drill: seed ${JSON.stringify(seed)}, ${plan.length} ${plan.length === 1 ? 'fault' : 'faults'}, ${command.join(' ')}`,
  );
  const clean = await drillRun('clean', undefined, stage);
  terminal.error(lineOf(clean, 0, plan.length));
  const problem = problemOf(clean);
  if (problem !== undefined) {
    if (!stage.stop.aborted) terminal.error([...linesOf(clean.output), `stuntdouble drill: ${problem}`].join('\n'));
    return undefined;
  }
  const progress = createProgress(stream, plan.length);
  const runs: DrillRun[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < plan.length && !stage.stop.aborted) {
      const index = next++;
      const run = await drillRun(`run-${index + 1}`, plan[index], stage);
      runs[index] = run;
      if (stage.stop.aborted) return;
      done++;
      if (progress.shown) progress.tick(outcomeLine(run));
      else terminal.error(lineOf(run, done, plan.length));
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel }, work));
  } finally {
    progress.end();
  }
  return { command, seed, plan, clean, runs };
}

/** Why a drill would show nothing. */
function problemOf({ outcome, exit, requests }: DrillRun): string | undefined {
  if (outcome === 'hung') return 'without any fault the command does not end in time. Give it more with --timeout.';
  if (outcome === 'failed') return `without any fault the command fails (exit ${exit}). Mend that first.`;
  if (requests > 0) return undefined;
  return 'the command sent no request to the mock. Let it read ANTHROPIC_BASE_URL, OPENROUTER_BASE_URL or STUNTDOUBLE_URL.';
}

const FORMS = { json: drillJson, junit: drillJunit, markdown: drillMarkdown };

/** @returns whether the report is where it was to be */
function tell(report: DrillReport, { format, output, verbose }: DrillSettings, terminal: Terminal): boolean {
  const matrix = `${drillMatrix(report, verbose)}\n${repeat(report)}`;
  const text = format === 'text' ? matrix : FORMS[format](report);
  terminal.out(output === undefined ? text : matrix);
  if (output === undefined) return true;
  try {
    writeFileSync(output, `${text}\n`);
    return true;
  } catch (error) {
    terminal.error(`stuntdouble drill: --output: ${(error as Error).message}`);
    return false;
  }
}

/** How to have the same drill again. The plan itself is in JSON, which is YAML too. */
function repeat({ seed, plan }: DrillReport): string {
  return [`seed: ${JSON.stringify(seed)}`, 'plan:', ...plan.map((entry) => `  - ${JSON.stringify(entry)}`)].join('\n');
}
