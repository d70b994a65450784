/** `stuntdouble stubs check`: reads stub files without a server and says what is wrong with them. */
import { checkFiles } from '../stubs/files/check-files.ts';
import { type LocatedProblem, problemText } from '../stubs/files/located-problem.ts';
import { checkFaults } from './check-faults.ts';
import { rehearse } from './rehearse.ts';
import type { Terminal } from './serve.ts';

const FORMATS = ['text', 'json', 'github'] as const;
type Format = (typeof FORMATS)[number];

export interface StubsCheckOptions {
  format?: string;
  /** Do warnings fail as well? */
  strict?: boolean;
}

/** Resolves with the exit code: 0 is fine, 1 when there are errors (warnings, if strict), 2 when there was nothing to check. */
export async function stubsCheck(
  paths: readonly string[],
  { format = 'text', strict = false }: StubsCheckOptions,
  terminal: Terminal,
): Promise<number> {
  if (!isFormat(format)) return refused(`--format: expected ${FORMATS.join(', ')}, but got "${format}".`, terminal);
  if (paths.length === 0)
    return refused('name the files or folders to check, e.g. stuntdouble stubs check stubs.', terminal);
  const { files, sources, problems: found } = await checkFiles(paths);
  if (files.length === 0) {
    for (const problem of found) terminal.error(problemText(problem));
    return refused(`there is no stub file at ${paths.join(', ')}.`, terminal);
  }
  const problems = [...found, ...checkFaults(sources), ...(await rehearse(sources))];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const counts = { files: files.length, stubs: sources.length, errors, warnings: problems.length - errors };
  terminal.out(WRITE[format](problems, counts));
  return errors > 0 || (strict && problems.length > 0) ? 1 : 0;
}

interface Counts {
  files: number;
  /** Those without errors. */
  stubs: number;
  errors: number;
  warnings: number;
}

const WRITE: Readonly<Record<Format, (problems: readonly LocatedProblem[], counts: Counts) => string>> = {
  text: (problems, counts) => [...problems.map(problemText), summary(counts)].join('\n'),
  json: (problems, counts) => JSON.stringify({ ...counts, problems }, null, 2),
  github: (problems, counts) => [...problems.map(annotation), summary(counts)].join('\n'),
};

function summary({ files, stubs, errors, warnings }: Counts): string {
  return [count(files, 'file'), count(stubs, 'stub'), count(errors, 'error'), count(warnings, 'warning')].join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A workflow command, which GitHub shows beside the line of the file. */
function annotation({ file, line, column, at, message, severity }: LocatedProblem): string {
  const text = `${at === '' ? '' : `${at}: `}${message}`.replace(/[%\r\n]/g, encodeURIComponent);
  const name = file.replace(/[%\r\n:,]/g, encodeURIComponent);
  return `::${severity} file=${name},line=${line},col=${column}::${text}`;
}

function isFormat(format: string): format is Format {
  return (FORMATS as readonly string[]).includes(format);
}

function refused(message: string, terminal: Terminal): number {
  terminal.error(`stuntdouble: ${message}`);
  return 2;
}
