/** Faults as the text they are read from. */
import type { ParsedFault } from './fault.ts';
import { faultNamed } from './faults.ts';
import { printOption } from './option-text.ts';

/**
 * The list that `parseFaults` reads back as the same faults, every option written out, in ASCII.
 *
 * @example printFaults([{ name: 'reset', options: { after: { count: 120, unit: 'bytes' } } }]) // 'reset(after=120 bytes)'
 */
export function printFaults(faults: readonly ParsedFault[]): string {
  return faults.map(printFault).join('; ');
}

function printFault({ name, options }: ParsedFault): string {
  const rows = Object.entries(faultNamed(name)?.options ?? {});
  const written = rows.map(([key, row]) => `${key}=${printOption(row, options[key] ?? row.default)}`);
  return written.length === 0 ? name : `${name}(${written.join(', ')})`;
}
