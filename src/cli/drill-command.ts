/** The command line of `stuntdouble drill`. */
import type { Command } from 'commander';
import { isCi } from '../ci.ts';
import type { Options } from '../config.ts';
import { mayCall, usualMode } from '../exchange/playback.ts';
import { OptionError } from '../resolve-options.ts';
import { reportOptionError, type Terminal } from './serve.ts';

/**
 * Makes a drill of a command that knows the options of the server.
 *
 * @param gathered makes the server's options of its flags
 */
export function drillCommand(
  command: Command,
  gathered: (flags: Record<string, unknown>) => Promise<Options>,
  terminal: Terminal,
  exit: (code: number) => void,
): Command {
  return command
    .usage('[options] -- <command> [args...]')
    .argument('[command...]', 'the command and its words, after --')
    .passThroughOptions()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .option('--faults <plan>', 'all, faults separated by commas, or a plan file: .yaml, .json (default: all)', 'all')
    .option('--always', 'spoil all requests of a run, not only the first')
    .option('--timeout <time>', 'after which a run is killed (default: 60s)', '60s')
    .option('--parallel <number>', 'how many runs at once (default: 1)', '1')
    .option('--format <name>', 'of the report: text, json, junit or markdown (default: text)', 'text')
    .option('--output <file>', 'write the report to a file')
    .option('--plan-out <file>', 'write the plan to a file, to repeat it')
    .option('--verbose', 'show what every run wrote, not only the end of those that went wrong')
    .addHelpText(
      'after',
      '\nExit code: 0 all survived, 1 a fault was not survived or the clean run failed, 2 a wrong option.',
    )
    .action(async (words: string[], flags: Record<string, unknown>) => {
      const { faults, always, timeout, parallel, format, output, planOut, verbose, ...others } = flags;
      try {
        const own = { faults, always, timeout, parallel, format, output, planOut, verbose };
        const options = await gathered(others);
        demandNoCalls(options);
        // Only who drills pays for it.
        const { drill } = await import('./drill.ts');
        exit(await drill(words, own, options, terminal));
      } catch (error) {
        exit(reportOptionError(error, terminal));
      }
    });
}

/** @throws OptionError in a mode in which each of the many runs might call the real service */
function demandNoCalls(options: Options): void {
  const mode = usualMode({ options, ci: isCi(process.env['CI']) });
  if (mayCall(mode)) {
    throw new OptionError(
      `option mode: a drill would call the upstream in mode ${mode}, once per fault at least. Use --mode replay, or replay-or-synthetic.`,
    );
  }
}
