/** `stuntdouble cassettes drift`: how the answers of services have changed since they were recorded. */
import colors from 'picocolors';
import { CassetteError } from '../../cassettes/cassette.ts';
import { callAgain } from '../../cassettes/compared/call-again.ts';
import { compareReplies } from '../../cassettes/compared/compare-replies.ts';
import type { Difference } from '../../cassettes/compared/difference.ts';
import { isAtLeast, SEVERITIES, type Severity, severityOf } from '../../cassettes/compared/severity.ts';
import { Recorder } from '../../cassettes/record/recorder.ts';
import type { Recording } from '../../cassettes/recording.ts';
import type { Clock } from '../../clock.ts';
import { createProgress, type TerminalLike } from '../progress-bar.ts';
import type { Terminal } from '../serve.ts';
import { differenceLine } from './difference-line.ts';
import { type DriftWishes, routesFor } from './drift-demands.ts';
import { counted } from './figures.ts';
import { findExchange } from './find-exchange.ts';
import { jsonText, plain } from './plain.ts';

export interface DriftOptions extends DriftWishes {
  names: readonly string[];
  directory: string;
  /** From which on the command fails. */
  severity: Severity;
  /** Milliseconds. */
  timeout: number;
  json: boolean;
}

interface Drift {
  recording: string;
  differences: (Difference & { severity: Severity })[];
  /** Why it could not be compared. */
  reason?: string;
}

/** Resolves with the exit code: 0, 1 when something has changed that much, 2 when something could not be compared. */
export async function driftCassettes(
  options: DriftOptions,
  terminal: Terminal,
  { clock, environment, stream }: { clock: Clock; environment: NodeJS.ProcessEnv; stream: TerminalLike },
): Promise<number> {
  const { names, directory, severity, timeout, json } = options;
  if (!(timeout > 0)) throw new CassetteError('--upstream-timeout: expected a number of milliseconds.');
  const asked = await exchangesOf(directory, names);
  const routes = routesFor([...asked.keys()], options, environment);
  const recorder = new Recorder({ clock, tell: (note) => terminal.error(plain(note)) });
  const progress = createProgress(stream, asked.size);
  const drifts: Drift[] = [];
  try {
    // One after the other: services limit how much is asked at a time.
    for (const [recording, folder] of asked) {
      const live = await callAgain(recording, { recorder, folder, timeout, ...routes.get(recording.request.dialect)! });
      drifts.push('reason' in live ? { recording: recording.id, differences: [], ...live } : driftOf(recording, live));
      progress.tick(recording.id);
    }
  } finally {
    progress.end();
    await recorder.close();
  }
  const found = drifts.flatMap(({ differences }) => differences);
  if (json) terminal.out(jsonText({ counts: countsOf(found), drifts: drifts.map(asJson) }));
  else for (const line of [...drifts.map(textOf), summary(drifts)]) terminal.out(line);
  if (found.some((difference) => isAtLeast(difference.severity, severity))) return 1;
  return drifts.some(({ reason }) => reason !== undefined) ? 2 : 0;
}

/** With the folders of their cassettes. */
async function exchangesOf(directory: string, names: readonly string[]): Promise<Map<Recording, string>> {
  const found = new Map<Recording, string>();
  for (const name of new Set(names)) {
    const { cassette, recording } = await findExchange(directory, name);
    for (const each of recording ? [recording] : cassette.recordings) found.set(each, cassette.folder);
  }
  return found;
}

function driftOf(recording: Recording, live: Recording): Drift {
  const differences = compareReplies(recording, live).map((each) => ({ ...each, severity: severityOf(each) }));
  differences.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  return { recording: recording.id, differences };
}

const PAINT = { error: colors.red, warning: colors.yellow, info: colors.dim };

function textOf({ recording, differences, reason }: Drift): string {
  if (reason !== undefined) return plain(`${recording}: not compared: ${reason}`);
  if (differences.length === 0) return plain(`${recording}: as recorded`);
  const lines = differences.map((each) => `  ${PAINT[each.severity](each.severity)} ${differenceLine(each)}`);
  return [colors.bold(plain(recording)), ...lines].join('\n');
}

function summary(drifts: readonly Drift[]): string {
  const { error, warning, info } = countsOf(drifts.flatMap(({ differences }) => differences));
  const missing = drifts.filter(({ reason }) => reason !== undefined).length;
  const told = `${counted(drifts.length - missing, 'exchange')} compared: ${counted(error, 'error')}, ${counted(warning, 'warning')}, ${info} info`;
  return missing === 0 ? told : `${told}; ${missing} not compared`;
}

function countsOf(found: readonly { severity: Severity }[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of found) counts[severity]++;
  return counts;
}

function asJson({ recording, differences, reason }: Drift): unknown {
  const told = differences.map(({ severity, kind, where, before, after }) => ({
    severity,
    kind,
    where,
    recorded: before ?? null,
    now: after ?? null,
  }));
  return { recording, compared: reason === undefined, ...(reason !== undefined && { reason }), differences: told };
}
