/** The command line of `stuntdouble cassettes import`. */
import { Command, Option } from 'commander';
import { FOREIGN_FORMATS, type ForeignFormat } from '../../cassettes/imported/foreign-formats.ts';
import { systemClock } from '../../clock.ts';
import type { DialectName } from '../../contract/validator.ts';
import type { Terminal } from '../serve.ts';
import { orRefused } from './or-refused.ts';

const DIALECTS: readonly DialectName[] = ['anthropic', 'openrouter', 'llm-router'];

export function importCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('import')
    .description('take in what other programs recorded')
    .argument('<files...>', 'fixtures of aimock, HAR files of browsers or Polly.js, cassettes of VCR.py')
    .requiredOption('--as <name>', 'the cassette; where it exists already, they come behind what it holds')
    .addOption(
      new Option('--from <format>', 'what the files are').choices(['auto', ...FOREIGN_FORMATS]).default('auto'),
    )
    .addOption(
      new Option('--dialect <name>', 'what services speak that are not at their usual address').choices(DIALECTS),
    )
    .option('--redact', 'write pseudonyms where secrets stand, instead of nothing at all')
    .option('--private', 'make files that only this user can read')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--json', 'write JSON, for machines')
    .addHelpText('after', MORE)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (files: string[], flags: Flags) => {
      const { importFiles } = await import('./import-files.ts');
      const options = {
        files,
        directory: flags.cassettes,
        name: flags.as,
        format: flags.from === 'auto' ? undefined : flags.from,
        dialect: flags.dialect,
        redact: flags.redact === true,
        private: flags.private === true,
        json: flags.json === true,
        now: systemClock.now(),
      };
      exit(await orRefused(terminal, () => importFiles(options, terminal)));
    });
}

const MORE = `
Only calls of a Messages API are taken: POST to a path that ends in /messages or /messages/count_tokens. Headers are kept as when
recording; times of single chunks are not known, so each reply is one chunk. Fixtures of aimock answer a part of a text, which a cassette
cannot: they are taken with the matching level last-turn (in cassette.json), and answer the whole text.

Exit code: 0 all was taken, 1 something was not, as told; 2 nothing could be read, or a wrong option.`;

interface Flags {
  cassettes: string;
  as: string;
  from: ForeignFormat | 'auto';
  dialect?: DialectName;
  redact?: true;
  private?: true;
  json?: true;
}
