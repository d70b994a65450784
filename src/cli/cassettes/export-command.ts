/** The command line of `stuntdouble cassettes export`. */
import { Command, Option } from 'commander';
import type { Terminal } from '../serve.ts';
import { orRefused } from './or-refused.ts';

const EXPORT_FORMATS = ['har', 'polly', 'json'] as const;

export function exportCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('export')
    .description('write a cassette for other programs')
    .argument('<name>', 'the cassette, or one exchange of it, such as tool-loop#2')
    .addOption(new Option('--to <format>', 'what to write').choices(EXPORT_FORMATS).makeOptionMandatory())
    .option('--out <file>', 'where to write it (default: to the terminal)')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .addHelpText('after', MORE)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (name: string, { to, out, cassettes }: Flags) => {
      const { exportCassette } = await import('./export-cassette.ts');
      exit(await orRefused(terminal, () => exportCassette({ name, to, out, directory: cassettes }, terminal)));
    });
}

const MORE = `
har: HTTP archive 1.2, for browsers and other tools. polly: for @pollyjs/persister-fs, and to be taken in again without a loss.
json: the parsed conversation, as cassettes show --json has it. Side files are written where they stood.

Exit code: 0, or 2 when there is no such cassette or exchange, or it cannot be written.`;

interface Flags {
  to: (typeof EXPORT_FORMATS)[number];
  out?: string;
  cassettes: string;
}
