/** The command line of `stuntdouble cassettes list`. */
import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import type { Terminal } from '../serve.ts';

export function listCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('list')
    .description('list the cassettes of a folder: what they hold, what it cost, how old it is')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--json', 'write JSON, for machines')
    .addHelpText('after', '\nExit code: 0, or 1 when a cassette cannot be read.')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async ({ cassettes, json }: { cassettes: string; json?: boolean }) => {
      const { listCassettes } = await import('./list-cassettes.ts');
      exit(await listCassettes({ directory: cassettes, json: json === true, now: systemClock.now() }, terminal));
    });
}
