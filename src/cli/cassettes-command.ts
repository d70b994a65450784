/** The subcommands of `stuntdouble cassettes`. */
import { Command } from 'commander';
import { lintCommand } from './cassettes/lint-command.ts';
import { listCommand } from './cassettes/list-command.ts';
import { scanCommand } from './cassettes/scan-command.ts';
import { showCommand } from './cassettes/show-command.ts';
import type { Terminal } from './serve.ts';

export function cassettesCommand(terminal: Terminal, exit: (code: number) => void): Command {
  const cassettes = new Command('cassettes').description('work with recorded exchanges');
  for (const command of [listCommand, showCommand, lintCommand, scanCommand])
    cassettes.addCommand(command(terminal, exit));
  return cassettes;
}
