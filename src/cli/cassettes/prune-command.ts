/** The command line of `stuntdouble cassettes prune`. */
import { Command } from 'commander';
import type { Terminal } from '../serve.ts';
import { orRefused } from './or-refused.ts';

export function pruneCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('prune')
    .description('take out recordings that a run did not use')
    .requiredOption('--used <file>', 'the list that the run wrote (option --used-file of the server)')
    .option('--all', 'cassettes that the list does not name go as well')
    .option('--dry-run', 'only tell what would go')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--json', 'write JSON, for machines')
    .addHelpText(
      'after',
      '\nExit code: 0 done; 1 with --dry-run, when something would go; 2 the list or a cassette cannot be used, or a wrong option.',
    )
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async ({ used, cassettes, all, dryRun, json }: Flags) => {
      const { pruneCassettes } = await import('./prune-cassettes.ts');
      const options = { used, directory: cassettes, all: all === true, dry: dryRun === true, json: json === true };
      exit(await orRefused(terminal, () => pruneCassettes(options, terminal)));
    });
}

interface Flags {
  used: string;
  cassettes: string;
  all?: true;
  dryRun?: true;
  json?: true;
}
