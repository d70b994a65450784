/** The command line of `stuntdouble cassettes lint`. */
import { Command } from 'commander';
import type { Terminal } from '../serve.ts';

export function lintCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('lint')
    .description('hold recorded requests and replies to the current contract, and tell what would break')
    .argument('[names...]', 'the cassettes (default: all)')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--json', 'write JSON, for machines')
    .addHelpText(
      'after',
      '\nExit code: 0 nothing would break, 1 something would, 2 nothing to check or a wrong option.',
    )
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (names: string[], { cassettes, json }: { cassettes: string; json?: boolean }) => {
      // Only this command needs the contract of replies.
      const { lintCassettes } = await import('./lint-cassettes.ts');
      exit(await lintCassettes({ names, directory: cassettes, json: json === true }, terminal));
    });
}
