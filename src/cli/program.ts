/** The command line, made from the table of options. */
import { Command, Option } from 'commander';
import { flagOf, OPTION_NAMES, type OptionName, optionRow, variableOf } from '../config.ts';
import { reportOptionError, serve, type Terminal } from './serve.ts';
import { gatherOptions } from './sources.ts';

const PLACEHOLDERS = {
  integer: '<number>',
  number: '<number>',
  string: '<text>',
  reply: '<style>',
  choice: '<name>',
  strings: '<text>',
  models: '<id>',
};

/**
 * The program. `serve` is the default command, so its options work without naming it.
 *
 * @param exit is called once with the exit code
 */
export function createProgram(version: string, terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('stuntdouble')
    .description('A mock server for the Messages API: OpenRouter, LLM Router and Anthropic.')
    .version(version);
  const serving = new Command('serve').description('start the server (default)');
  for (const name of OPTION_NAMES) serving.addOption(flag(name));
  serving.option('--config <file>', 'config file (default: stuntdouble.config.json or .yaml in this folder)');
  serving.action(async ({ config, ...flags }: Record<string, unknown>) => {
    try {
      const options = await gatherOptions({
        flags,
        environment: process.env,
        directory: process.cwd(),
        ...(typeof config === 'string' ? { configFile: config } : {}),
      });
      exit(await serve(options, version, terminal));
    } catch (error) {
      exit(reportOptionError(error, terminal));
    }
  });
  program.addCommand(serving, { isDefault: true });
  program.addHelpText('after', () => `\n${serving.helpInformation()}`);
  program.addHelpText(
    'after',
    'Every option is also a variable, such as STUNTDOUBLE_PORT, and a key of the config file, such as port.',
  );
  return program;
}

function flag(name: OptionName): Option {
  const row = optionRow(name);
  const { type, describe, choices } = row;
  const value = type === 'boolean' ? '[boolean]' : PLACEHOLDERS[type];
  const shown = Array.isArray(row.default) ? undefined : JSON.stringify(row.default);
  const details = [
    choices ? `one of ${choices.join(', ')}` : undefined,
    shown && `default: ${shown}`,
    `env: ${variableOf(name)}`,
  ];
  const option = new Option(`${flagOf(name)} ${value}`, `${describe} (${details.filter(Boolean).join('; ')})`);
  if (type === 'boolean') option.preset('true');
  if (type === 'strings' || type === 'models') {
    option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
  }
  return option;
}
