/** The command line of `stuntdouble cassettes show`. */
import { Command } from 'commander';
import type { Terminal } from '../serve.ts';

export function showCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('show')
    .description('show a cassette as the conversation that it is')
    .argument('<name>', 'the cassette, or one exchange of it, such as tool-loop#2')
    .argument('[number]', 'the exchange, from 1 (default: all)')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--full', 'do not shorten long texts')
    .option('--json', 'write JSON, for machines')
    .addHelpText('after', '\nExit code: 0, or 2 when there is no such cassette or exchange.')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (name: string, number: string | undefined, flags: Record<string, string | boolean>) => {
      const { showCassette } = await import('./show-cassette.ts');
      const { cassettes, full, json } = flags;
      const wanted = { name, number, directory: String(cassettes), full: full === true, json: json === true };
      exit(await showCassette(wanted, terminal));
    });
}
