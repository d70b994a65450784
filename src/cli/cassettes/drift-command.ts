/** The command line of `stuntdouble cassettes drift`. */
import { Command, Option } from 'commander';
import { SEVERITIES, type Severity } from '../../cassettes/compared/severity.ts';
import { systemClock } from '../../clock.ts';
import type { Terminal } from '../serve.ts';
import { orRefused } from './or-refused.ts';

export function driftCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('drift')
    .description('send recorded requests again, and tell how the answers of the service have changed')
    .argument('<names...>', 'the cassettes, or exchanges of them, such as tool-loop#2')
    .option('--yes', 'do send them, at your cost')
    .option('--upstream <origin>', 'where to, as with the server: <origin> or <dialect>=<origin>', gather)
    .addOption(new Option('--severity <name>', 'fail from this on').choices(SEVERITIES).default('error'))
    .option('--upstream-timeout <ms>', 'how long the service may be silent', '600000')
    .option('--record-in-ci', 'do it even where CI is set')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--json', 'write JSON, for machines')
    .addHelpText('after', MORE)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (names: string[], flags: Flags) => {
      const { driftCassettes } = await import('./drift-cassettes.ts');
      const options = {
        names,
        directory: flags.cassettes,
        upstream: flags.upstream ?? [],
        yes: flags.yes === true,
        inCi: flags.recordInCi === true,
        severity: flags.severity,
        timeout: Number(flags.upstreamTimeout),
        json: flags.json === true,
      };
      const surroundings = { clock: systemClock, environment: process.env, stream: process.stderr };
      exit(await orRefused(terminal, () => driftCassettes(options, terminal, surroundings)));
    });
}

const MORE = `
Keys are taken from ANTHROPIC_API_KEY, OPENROUTER_API_KEY and LLMROUTER_API_KEY. Nothing is stored.

error: status, error type, a reply that broke off, form, shape, order of events. warning: kinds of blocks, stop reason, model, a rise of
usage, headers. info: texts, arguments of tools, other values, a fall of usage.

Exit code: 0 nothing of the severity asked for, 1 something; 2 a request could not be sent or compared, or a wrong option.`;

interface Flags {
  cassettes: string;
  upstream?: string[];
  severity: Severity;
  upstreamTimeout: string;
  yes?: true;
  recordInCi?: true;
  json?: true;
}

function gather(text: string, before: string[] = []): string[] {
  return [...before, text];
}
