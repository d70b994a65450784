/** The command line of `stuntdouble cassettes diff`. */
import { Command } from 'commander';
import type { Terminal } from '../serve.ts';
import { orRefused } from './or-refused.ts';

export function diffCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('diff')
    .description('compare the replies of two cassettes, or of two exchanges')
    .argument('<a>', 'a cassette, or one exchange of it, such as tool-loop#2')
    .argument('<b>', 'the other one')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--json', 'write JSON, for machines')
    .addHelpText('after', MORE)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (a: string, b: string, { cassettes, json }: { cassettes: string; json?: true }) => {
      const { diffCassettes } = await import('./diff-cassettes.ts');
      const options = { a, b, directory: cassettes, json: json === true };
      exit(await orRefused(terminal, () => diffCassettes(options, terminal)));
    });
}

const MORE = `
Exchanges of cassettes are paired by what was asked, as the settings of the first one say; two exchanges are compared as they are.
What is new with every reply does not count: ids, signatures, times, pings, sizes of deltas, values of headers.

Exit code: 0 no difference, 1 differences, 2 no such cassette or exchange, or a wrong option.`;
