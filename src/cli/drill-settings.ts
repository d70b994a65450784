/** What `stuntdouble drill` is told beside the options of the server. */
import { writeFileSync } from 'node:fs';
import { readOption } from '../faults/option-text.ts';
import { OptionError } from '../resolve-options.ts';
import { drillPlan, type PlanEntry } from './drill-plan.ts';

export interface DrillSettings {
  command: readonly [string, ...string[]];
  plan: readonly PlanEntry[];
  /** Milliseconds per run. */
  timeout: number;
  /** How many runs at once. */
  parallel: number;
  format: 'text' | 'json' | 'junit' | 'markdown';
  /** The file that the report is written to. */
  output: string | undefined;
  verbose: boolean;
}

const FORMATS = ['text', 'json', 'junit', 'markdown'] as const;

const DURATION = { type: 'duration', default: 60_000, describe: 'how long a run may take' } as const;

/** More would be no help to anybody, and take all processes of a machine. */
const MOST_PARALLEL = 64;

/**
 * The settings, from the flags of the command line. Writes the plan where `--plan-out` says.
 *
 * @throws OptionError that says which flag is wrong
 */
export function drillSettings(words: readonly string[], flags: Readonly<Record<string, unknown>>): DrillSettings {
  const [first, ...rest] = words;
  if (first === undefined) {
    throw new OptionError('drill: no command given. Usage: stuntdouble drill [options] -- <command> [args...]');
  }
  const { faults, always, timeout, parallel, format, output, verbose, planOut } = flags;
  const milliseconds = readOption(DURATION, String(timeout));
  if (typeof milliseconds !== 'number' || milliseconds === 0) {
    throw new OptionError(`--timeout: expected a time of at most one hour, such as 60s or 2m, but got "${timeout}".`);
  }
  const many = Number(parallel);
  if (!Number.isInteger(many) || many < 1 || many > MOST_PARALLEL) {
    throw new OptionError(`--parallel: expected a whole number from 1 to ${MOST_PARALLEL}, but got "${parallel}".`);
  }
  const form = FORMATS.find((name) => name === format);
  if (!form) throw new OptionError(`--format: expected text, json, junit or markdown, but got "${format}".`);
  const plan = drillPlan(String(faults), always === true);
  if (typeof planOut === 'string') writePlan(planOut, plan);
  return {
    command: [first, ...rest],
    plan,
    timeout: milliseconds,
    parallel: many,
    format: form,
    output: typeof output === 'string' ? output : undefined,
    verbose: verbose === true,
  };
}

/** One entry per line, which is JSON and YAML at once. */
function writePlan(path: string, plan: readonly PlanEntry[]): void {
  try {
    writeFileSync(path, `[\n${plan.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`);
  } catch (error) {
    throw new OptionError(`--plan-out: ${(error as Error).message}`);
  }
}
