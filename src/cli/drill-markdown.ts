/** The report of a drill in Markdown, for a pull request or a page of docs. */
import { cells, countsOf, HEAD } from './drill-matrix.ts';
import type { DrillReport } from './drill-report.ts';

/** A table with a row for each run, as in the matrix for people, and the counts below it. Without what the runs wrote. */
export function drillMarkdown({ clean, runs }: DrillReport): string {
  // Numbers stand below each other by their ends.
  const rule = HEAD.map((_, column) => (column >= 2 && column <= 4 ? '--:' : '---'));
  return [row(HEAD), row(rule), ...[clean, ...runs].map((run) => row(cells(run).map(plain))), '', countsOf(runs)].join(
    '\n',
  );
}

function row(given: readonly string[]): string {
  return `| ${given.join(' | ')} |`;
}

/** Signs that mean something in Markdown or HTML. An underline within a word means nothing, and faults have many. */
const SIGNS = /[\\`*[\]<|~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

/** Shows a text as it is: names of a plan are people's own. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(SIGNS, '\\$&');
}
