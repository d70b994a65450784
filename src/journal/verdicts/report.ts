/** Verdicts as a text: Markdown for people, JSON for programs. */
import type { Verdict } from './verdict.ts';

export const REPORT_FORMATS = ['markdown', 'json'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/**
 * A report that ends in a line end.
 *
 * @example verdictReport(mock.verdicts(), 'markdown') // '# Verdicts on the client\n\n...'
 */
export function verdictReport(verdicts: readonly Verdict[], format: ReportFormat): string {
  if (format === 'json') return `${JSON.stringify({ verdicts }, null, 2)}\n`;
  const faults = verdicts.filter(({ severity }) => severity === 'fault').length;
  const sum = `${faults} ${faults === 1 ? 'fault' : 'faults'}, ${verdicts.length - faults} to know.`;
  return [`# Verdicts on the client\n\n${sum}\n`, ...verdicts.map(section)].join('\n');
}

function section({ name, severity, message, mend, evidence }: Verdict): string {
  const lines = evidence.map(({ id, at, note }) => `- #${id} at ${at}: ${note}`);
  return `## ${name} (${severity})\n\n${message}\n\n${lines.join('\n')}\n\nMend: ${mend}\n`;
}
