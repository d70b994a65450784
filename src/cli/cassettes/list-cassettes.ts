/** `stuntdouble cassettes list`: a table of cassettes. */
import colors from 'picocolors';
import { ageText } from '../../cassettes/age.ts';
import type { Terminal } from '../serve.ts';
import { counted, dollarText } from './figures.ts';
import { loadCassettes, problemLine } from './load-cassettes.ts';
import { jsonText, plain } from './plain.ts';
import { type Summary, summaryOf } from './summary.ts';

/** Resolves with the exit code. `now` is milliseconds since the Unix epoch. */
export async function listCassettes(
  { directory, json, now }: { directory: string; json: boolean; now: number },
  terminal: Terminal,
): Promise<number> {
  const { cassettes, problems } = await loadCassettes(directory);
  const summaries = cassettes.map(summaryOf);
  if (json) {
    const told = problems.map(({ message, file }) => ({ file: file ?? null, message }));
    const aged = summaries.map((summary) => ({ ...summary, age_ms: ageOf(summary, now) }));
    terminal.out(jsonText({ directory, cassettes: aged, problems: told }));
  } else {
    if (summaries.length > 0) terminal.out(table(summaries, now));
    else if (problems.length === 0)
      terminal.out(
        plain(`No cassettes in ${directory}. One is made with stuntdouble --mode record --cassette <name>.`),
      );
    for (const problem of problems) terminal.error(problemLine(problem));
  }
  return problems.length > 0 ? 1 : 0;
}

const HEAD = ['NAME', 'EXCHANGES', 'FORMS', 'TOKENS', 'COST', 'RECORDED', 'AGE', 'MODELS', 'SETTINGS'];

/** Columns as wide as they must be; the last ones, which may be long, need no filling. */
function table(summaries: readonly Summary[], now: number): string {
  const rows = [HEAD, ...summaries.map((summary) => cells(summary, now))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const exchanges = summaries.reduce((sum, summary) => sum + summary.exchanges, 0);
  const total = `${counted(summaries.length, 'cassette')}, ${counted(exchanges, 'exchange')}`;
  return [colors.bold(lines[0]), ...lines.slice(1), '', total].join('\n');
}

function cells(summary: Summary, now: number): string[] {
  const { name, exchanges, models, input_tokens, output_tokens, cost, last, settings } = summary;
  const age = ageOf(summary, now);
  return [
    name,
    String(exchanges),
    formsText(summary),
    `${input_tokens}+${output_tokens}`,
    cost === null ? '-' : dollarText(cost),
    last === null ? '-' : last.slice(0, 10),
    age === null ? '-' : ageText(age),
    models.join(', ') || '-',
    settingsText(settings),
  ].map(plain);
}

/** Of the newest exchange. */
function ageOf({ last }: Summary, now: number): number | null {
  const then = last === null ? Number.NaN : Date.parse(last);
  return Number.isNaN(then) ? null : Math.max(0, now - then);
}

function formsText({ forms, errors, broken }: Summary): string {
  const parts = Object.entries({ ...forms, error: errors, broken }).filter(([, count]) => count > 0);
  return parts.map(([form, count]) => `${count} ${form}`).join(', ') || '-';
}

/** Choices by their values, lists by their lengths. */
function settingsText(settings: Summary['settings']): string {
  const parts = Object.entries(settings).map(([key, value]) => `${key} ${Array.isArray(value) ? value.length : value}`);
  return parts.join(', ') || '-';
}
