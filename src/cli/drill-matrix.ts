/** The report of a drill for people: a matrix, and what the runs wrote that went wrong. */
import { type DrillReport, isGood, linesOf } from './drill-report.ts';
import type { DrillRun } from './drill-run.ts';

export const HEAD: readonly string[] = ['fault', 'outcome', 'exit', 'requests', 'time', 'verdicts', 'remark'];

/** @param verbose shows all that every run wrote */
export function drillMatrix({ clean, runs }: DrillReport, verbose: boolean): string {
  const rows = [HEAD, ...[clean, ...runs].map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  // Numbers stand below each other by their ends.
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column >= 2 && column <= 4 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  const told = verbose ? [clean, ...runs] : runs.filter(({ outcome }) => !isGood(outcome));
  return [...rows.map(line), '', ...told.flatMap((run) => outputOf(run, verbose)), countsOf(runs)].join('\n');
}

/** Of a row, under the heads. */
export function cells({ name, outcome, exit, requests, milliseconds, verdicts, remark }: DrillRun): string[] {
  const found = new Set(verdicts.map((verdict) => verdict.name));
  const code = exit === null ? '-' : String(exit);
  return [name, outcome, code, String(requests), secondsOf(milliseconds), [...found].join(', '), remark];
}

/** @example '[3/38] no-stop: wrongly passed, exit 0, 1 request, 0.2 s' */
export function lineOf(run: DrillRun, done: number, all: number): string {
  const { exit, requests, milliseconds } = run;
  const asked = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  const ended = exit === null ? 'killed' : `exit ${exit}`;
  return `[${done}/${all}] ${outcomeLine(run)}, ${ended}, ${asked}, ${secondsOf(milliseconds)}`;
}

/** @example 'no-stop: wrongly passed' */
export function outcomeLine({ name, outcome }: DrillRun): string {
  return `${name}: ${outcome}`;
}

/** @example secondsOf(1234) // '1.2 s' */
function secondsOf(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function outputOf({ name, outcome, output }: DrillRun, verbose: boolean): string[] {
  const lines = linesOf(output, verbose ? Number.POSITIVE_INFINITY : undefined);
  return lines.length === 0 ? [] : [`--- ${name}: ${outcome}`, ...lines, ''];
}

/** @example '38 faults: 30 survived, 6 failed, 2 wrongly passed' */
export function countsOf(runs: readonly DrillRun[]): string {
  const counts = (['survived', 'failed', 'hung', 'wrongly passed'] as const)
    .map((wanted) => [runs.filter(({ outcome }) => outcome === wanted).length, wanted] as const)
    .filter(([count]) => count > 0);
  const faults = `${runs.length} ${runs.length === 1 ? 'fault' : 'faults'}`;
  return `${faults}: ${counts.map(([count, outcome]) => `${count} ${outcome}`).join(', ')}`;
}
