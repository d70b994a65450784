/** `stuntdouble cassettes lint`: what would break, by severity. */
import colors from 'picocolors';
import { createProgress } from '../progress-bar.ts';
import type { Terminal } from '../serve.ts';
import { counted } from './figures.ts';
import type { Finding } from './finding.ts';
import { lintRecording } from './lint-recording.ts';
import { loadCassettes, problemLine } from './load-cassettes.ts';
import { jsonText, plain } from './plain.ts';

/** Resolves with the exit code: 0 nothing would break, 1 something would, 2 there was nothing to check. */
export async function lintCassettes(
  { names, directory, json }: { names: readonly string[]; directory: string; json: boolean },
  terminal: Terminal,
): Promise<number> {
  const { cassettes, problems, refusal } = await loadCassettes(directory, names);
  if (refusal !== undefined) return refused(refusal, terminal);
  if (cassettes.length === 0 && problems.length === 0)
    return refused(plain(`there is no cassette in ${directory}.`), terminal);
  const findings: Finding[] = [];
  const progress = createProgress(process.stderr, cassettes.length);
  for (const { name, recordings } of cassettes) {
    for (const recording of recordings) findings.push(...(await lintRecording(recording)));
    progress.tick(name);
  }
  progress.end();
  const bySeverity = findings.sort((one, other) => RANK[one.severity] - RANK[other.severity]);
  const errors = findings.filter(({ severity }) => severity === 'error').length + problems.length;
  const counts = {
    cassettes: cassettes.length,
    exchanges: cassettes.reduce((sum, { recordings }) => sum + recordings.length, 0),
    errors,
    warnings: findings.length + problems.length - errors,
  };
  if (json) {
    const told = problems.map(({ message, file }) => ({ file: file ?? null, message }));
    terminal.out(jsonText({ ...counts, problems: told, findings: bySeverity }));
  } else {
    for (const problem of problems) terminal.error(problemLine(problem));
    terminal.out([...bySeverity.map(lineOf), summary(counts)].join('\n'));
  }
  return errors > 0 ? 1 : 0;
}

/** Errors first; otherwise they stay in the order of cassettes and exchanges. */
const RANK = { error: 0, warning: 1 };

/** @example lineOf(finding) // 'error tool-loop#2 reply /content/0/text: expected a string, but got number 3 (type)' */
function lineOf({ severity, recording, where, pointer, code, message }: Finding): string {
  const colour = severity === 'error' ? colors.red : colors.yellow;
  const place = plain(`${recording} ${where}${pointer === '' ? '' : ` ${pointer}`}`);
  return `${colour(severity)} ${place}: ${plain(message)} ${colors.dim(`(${plain(code)})`)}`;
}

function summary({ cassettes, exchanges, errors, warnings }: Record<string, number>): string {
  const parts = { cassette: cassettes!, exchange: exchanges!, error: errors!, warning: warnings! };
  return Object.entries(parts)
    .map(([thing, count]) => counted(count, thing))
    .join(', ');
}

function refused(message: string, terminal: Terminal): number {
  terminal.error(`stuntdouble: ${message}`);
  return 2;
}
