/** The command line, made from the table of options. */
import { Command, Option } from 'commander';
import { flagOf, OPTION_NAMES, type OptionName, type Options, optionRow, variableOf } from '../config.ts';
import { didYouMean } from '../did-you-mean.ts';
import { cassettesCommand } from './cassettes-command.ts';
import { drillCommand } from './drill-command.ts';
import { exec } from './exec.ts';
import { faultsCommand } from './faults-command.ts';
import { reportOptionError, serve, type Terminal } from './serve.ts';
import { gatherOptions } from './sources.ts';
import { stubsCommand } from './stubs-command.ts';

const PLACEHOLDERS = {
  integer: '<number>',
  number: '<number>',
  string: '<text>',
  reply: '<style>',
  choice: '<name>',
  strings: '<text>',
  faults: '<text>',
  models: '<id>',
};

/** On a free port unless one is asked for, and quiet: the terminal is the command's. */
const EXEC_DEFAULTS = { port: 0, log: 'silent' } as const;

/**
 * The program. `serve` is the default command, so its options work without naming it.
 *
 * @param exit is called once with the exit code
 */
export function createProgram(version: string, terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('stuntdouble')
    .description('A mock server for the Messages API: OpenRouter, LLM Router and Anthropic.')
    // What follows a command is the command's own, `--` included.
    .enablePositionalOptions()
    .version(version);
  const serving = takingOptions(new Command('serve').description('start the server (default)'))
    // Whatever is no command comes here, as an argument of the default one.
    .allowExcessArguments();
  serving.action(async (flags: Record<string, unknown>, { args: [word] }: Command) => {
    if (word !== undefined) {
      const names = program.commands.map((command) => command.name());
      terminal.error(unknownCommand(word, names));
      exit(1);
      return;
    }
    try {
      exit(await serve(await gathered(flags), version, terminal));
    } catch (error) {
      exit(reportOptionError(error, terminal));
    }
  });
  const executing = takingOptions(
    new Command('exec').description('run a command beside a server of its own, and tell what it asked'),
    EXEC_DEFAULTS,
  )
    .usage('[options] -- <command> [args...]')
    .argument('[command...]', 'the command and its words, after --')
    .passThroughOptions()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .option('--fail-on-unmatched', 'fail when a request was answered by no stub')
    .option('--fail-on-unused', 'fail when a stub answered no request')
    .action(async (words: string[], { failOnUnmatched, failOnUnused, ...flags }: Record<string, unknown>) => {
      try {
        const options = await gatheredForCommand(flags);
        const wanted = { options, failOnUnmatched: failOnUnmatched === true, failOnUnused: failOnUnused === true };
        exit(await exec(words, wanted, terminal));
      } catch (error) {
        exit(reportOptionError(error, terminal));
      }
    });
  program.addCommand(serving, { isDefault: true });
  program.addCommand(executing);
  const drilling = new Command('drill').description('run a command once per fault, and tell which faults it survives');
  program.addCommand(drillCommand(takingOptions(drilling, EXEC_DEFAULTS), gatheredForCommand, terminal, exit));
  program.addCommand(cassettesCommand(terminal, exit));
  program.addCommand(stubsCommand(terminal, exit));
  program.addCommand(faultsCommand(terminal, exit));
  program.addHelpText('after', () => `\n${serving.helpInformation()}`);
  program.addHelpText(
    'after',
    'Every option is also a variable, such as STUNTDOUBLE_PORT, and a key of the config file, such as port.',
  );
  return program;
}

function unknownCommand(word: string, names: readonly string[]): string {
  const mend =
    word === 'check' || /[./\\]/.test(word)
      ? ' Stub files are served with --stubs <path>, and checked with stuntdouble stubs check <path>.'
      : didYouMean(word, names);
  return `stuntdouble: there is no command "${word}".${mend}\nSee stuntdouble --help.`;
}

/**
 * Every option of the table, and the config file.
 *
 * @param defaults where a command has its own, whatever the environment and the config file say
 */
function takingOptions(command: Command, defaults: Partial<Options> = {}): Command {
  // Commander would tell what a flag without a value means, too.
  command.configureHelp({ optionDescription: ({ description }) => description });
  for (const name of OPTION_NAMES) command.addOption(flag(name, defaults[name]));
  return command.option('--config <file>', 'config file (default: stuntdouble.config.json or .yaml in this folder)');
}

function gathered({ config, ...flags }: Record<string, unknown>): Promise<Options> {
  const configFile = typeof config === 'string' ? { configFile: config } : {};
  return gatherOptions({ flags, environment: process.env, directory: process.cwd(), ...configFile });
}

function gatheredForCommand(flags: Record<string, unknown>): Promise<Options> {
  const { port, log } = EXEC_DEFAULTS;
  return gathered({ port: String(port), log, ...flags });
}

function flag(name: OptionName, ownDefault: unknown): Option {
  const row = optionRow(name);
  const { type, describe, choices } = row;
  const value = type === 'boolean' ? '[boolean]' : PLACEHOLDERS[type];
  const shown = Array.isArray(row.default) ? undefined : JSON.stringify(ownDefault ?? row.default);
  const details = [
    choices ? `one of ${choices.join(', ')}` : undefined,
    shown && `default: ${shown}`,
    ownDefault === undefined ? `env: ${variableOf(name)}` : undefined,
  ];
  const option = new Option(`${flagOf(name)} ${value}`, `${describe} (${details.filter(Boolean).join('; ')})`);
  if (type === 'boolean') option.preset('true');
  if (type === 'strings' || type === 'faults' || type === 'models') {
    option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
  }
  return option;
}
