/** What is wrong in a stub file, and where in it. */
import type { StubProblem } from '../stub-error.ts';

export interface LocatedProblem {
  file: string;
  /** Both from 1; a column counts UTF-16 units, as editors do. */
  line: number;
  column: number;
  /** Where in the stub, e.g. `when.text.contain`; empty for the file itself. */
  at: string;
  message: string;
  severity: StubProblem['severity'];
}

/** @example problemText(problem) // 'stubs/a.yaml:4:11 error when.text.contain: there is no such key. Did you mean "contains"?' */
export function problemText({ file, line, column, severity, at, message }: LocatedProblem): string {
  return `${file}:${line}:${column} ${severity} ${at === '' ? '' : `${at}: `}${message}`;
}

/**
 * A path from the root of what was given, as it is read from the stub on.
 * @example stubPathText(['stubs', 3, 'respond', 'content', 0, 'type']) // 'respond.content[0].type'
 */
export function stubPathText(path: readonly (string | number)[]): string {
  const inFile = path[0] === 'stubs' && typeof path[1] === 'number';
  const steps = inFile ? path.slice(2) : typeof path[0] === 'number' ? path.slice(1) : path;
  let text = '';
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w$-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step.slice(0, 100))}]`;
  }
  return text;
}

export function hasErrors(problems: readonly { severity: StubProblem['severity'] }[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
