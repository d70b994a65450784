/** The subcommands of `stuntdouble cassettes`. */
import { Command } from 'commander';
import { diffCommand } from './cassettes/diff-command.ts';
import { driftCommand } from './cassettes/drift-command.ts';
import { editCommand } from './cassettes/edit-command.ts';
import { exportCommand } from './cassettes/export-command.ts';
import { importCommand } from './cassettes/import-command.ts';
import { lintCommand } from './cassettes/lint-command.ts';
import { listCommand } from './cassettes/list-command.ts';
import { pruneCommand } from './cassettes/prune-command.ts';
import { scanCommand } from './cassettes/scan-command.ts';
import { showCommand } from './cassettes/show-command.ts';
import type { Terminal } from './serve.ts';

const COMMANDS = [
  listCommand,
  showCommand,
  lintCommand,
  scanCommand,
  diffCommand,
  driftCommand,
  pruneCommand,
  editCommand,
  importCommand,
  exportCommand,
];

export function cassettesCommand(terminal: Terminal, exit: (code: number) => void): Command {
  const cassettes = new Command('cassettes').description('work with recorded exchanges');
  for (const command of COMMANDS) cassettes.addCommand(command(terminal, exit));
  return cassettes;
}
