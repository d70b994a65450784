/** What a drill found out, and as JSON. */
import type { PlanEntry } from './drill-plan.ts';
import type { DrillOutcome, DrillRun } from './drill-run.ts';

/** All that a drill found out. */
export interface DrillReport {
  command: readonly string[];
  seed: string;
  plan: readonly PlanEntry[];
  clean: DrillRun;
  /** In the order of the plan. */
  runs: readonly DrillRun[];
}

export function isGood(outcome: DrillOutcome): boolean {
  return outcome === 'survived';
}

export function drillJson(report: DrillReport): string {
  return JSON.stringify(report, null, 2);
}

/** How many lines of a run's output are shown. */
const LINES = 20;

/** The last lines of an output, without empty ones at its end. */
export function linesOf(output: string, most: number = LINES): string[] {
  const lines = output.trimEnd().split(/\r?\n/);
  return lines.length === 1 && lines[0] === '' ? [] : lines.slice(-most);
}
