/** `stuntdouble faults`: which faults there are, and what each does. */
import { Command } from 'commander';
import { didYouMean } from '../did-you-mean.ts';
import { type FaultView, faultView } from '../faults/fault-view.ts';
import { FAULTS, faultNamed } from '../faults/faults.ts';
import type { Terminal } from './serve.ts';

const FORMATS = ['text', 'json'];

export function faultsCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('faults')
    .description('list the faults that can be asked for, or explain one')
    .argument('[name]', 'the fault to explain')
    .option('--format <name>', 'text or json', 'text')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action((name: string | undefined, { format }: { format: string }) => exit(faults(name, format, terminal)));
}

/** The exit code: 0, or 2 for a fault or a format that does not exist. */
function faults(name: string | undefined, format: string, terminal: Terminal): number {
  if (!FORMATS.includes(format)) return refused(`--format: expected text or json, but got "${format}".`, terminal);
  if (name === undefined) {
    const views = FAULTS.map(faultView);
    terminal.out(format === 'json' ? JSON.stringify({ faults: views }, null, 2) : listed(views));
    return 0;
  }
  const fault = faultNamed(name);
  if (!fault) {
    const names = FAULTS.map((other) => other.name);
    return refused(`no fault is called "${name}".${didYouMean(name, names)} There are ${names.join(', ')}.`, terminal);
  }
  const view = faultView(fault);
  terminal.out(format === 'json' ? JSON.stringify(view, null, 2) : explained(view));
  return 0;
}

function listed(views: readonly FaultView[]): string {
  const width = Math.max(...views.map(({ name }) => name.length));
  const lines = views.map(({ name, explain }) => `${name.padEnd(width)}  ${explain}`);
  return [...lines, '', 'stuntdouble faults <name> tells the options of one.'].join('\n');
}

function explained({ name, explain, options, example }: FaultView): string {
  const rows = Object.entries(options);
  const width = Math.max(0, ...rows.map(([key]) => key.length));
  const lines = rows.map(
    ([key, option]) => `  ${key.padEnd(width)}  ${option.describe}: ${option.expects} (default: ${option.default})`,
  );
  return [name, explain, '', ...lines, ...(lines.length > 0 ? [''] : []), `x-mock-fault: ${example}`].join('\n');
}

function refused(message: string, terminal: Terminal): number {
  terminal.error(`stuntdouble: ${message}`);
  return 2;
}
