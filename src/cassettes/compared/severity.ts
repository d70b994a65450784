/** How bad it is when a service no longer answers as it was recorded. */
import type { Difference, DifferenceKind } from './difference.ts';

/** From the worst. An error breaks clients, a warning costs or surprises, and information is what every answer has anew. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

const OF_KIND: Readonly<Record<DifferenceKind, Severity>> = {
  status: 'error',
  error: 'error',
  ending: 'error',
  form: 'error',
  shape: 'error',
  'event order': 'error',
  blocks: 'warning',
  stop_reason: 'warning',
  model: 'warning',
  usage: 'warning',
  headers: 'warning',
  'tool input': 'info',
  text: 'info',
  value: 'info',
};

/** @example severityOf({ kind: 'usage', where: '/usage/output_tokens', before: 9, after: 4 }) // 'info', as it costs less */
export function severityOf({ kind, before, after }: Difference): Severity {
  const isLess = kind === 'usage' && typeof before === 'number' && typeof after === 'number' && after < before;
  return isLess ? 'info' : OF_KIND[kind];
}

/** Is it at least as bad as that? */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}
