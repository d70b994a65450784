/** The report of a drill as JUnit's XML, which CI services read. */
import { type DrillReport, isGood, linesOf } from './drill-report.ts';
import type { DrillRun } from './drill-run.ts';

/** One test case per fault; what did not survive failed. */
export function drillJunit({ runs }: DrillReport): string {
  const bad = runs.filter(({ outcome }) => !isGood(outcome)).length;
  const time = seconds(runs.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  const counts = `tests="${runs.length}" failures="${bad}" errors="0" time="${time}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="stuntdouble drill" ${counts}>`,
    ...runs.map(testCase),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

function testCase({ name, outcome, exit, requests, milliseconds, remark, output }: DrillRun): string {
  const open = `    <testcase classname="stuntdouble.drill" name="${xml(name)}" time="${seconds(milliseconds)}"`;
  if (isGood(outcome)) return `${open}/>`;
  const parts = [outcome, exit === null ? 'killed' : `exit ${exit}`, `requests: ${requests}`, remark];
  const message = xml(parts.filter((part) => part !== '').join('; '));
  const failure = `<failure type="${outcome}" message="${message}">${xml(linesOf(output).join('\n'))}</failure>`;
  return `${open}>\n      ${failure}\n    </testcase>`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no way to write most control characters, nor halves of surrogate pairs: output of programs has both. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r -\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
}
