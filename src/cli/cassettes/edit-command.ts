/** The command line of `stuntdouble cassettes edit`. */
import { Command } from 'commander';
import type { Terminal } from '../serve.ts';
import { orRefused } from './or-refused.ts';

export function editCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('edit')
    .description('change the parsed reply of one exchange; the text of a stream follows')
    .argument('<name>', 'the cassette, or one exchange of it, such as tool-loop#2')
    .argument('[number]', 'the exchange, from 1')
    .option('--file <json>', 'take the reply from a file of JSON')
    .option('--set <pointer=json>', 'put a value at a JSON pointer; may be given again', gather, [])
    .option('--editor', 'open the reply in $VISUAL or $EDITOR')
    .option('--cassettes <dir>', 'the folder of the cassettes', 'cassettes')
    .option('--json', 'write JSON, for machines')
    .addHelpText('after', MORE)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (name: string, number: string | undefined, flags: Flags) => {
      const { editExchange } = await import('./edit-exchange.ts');
      const { cassettes, file, set, editor, json } = flags;
      const options = { name, number, directory: cassettes, file, set, editor: editor === true, json: json === true };
      exit(await orRefused(terminal, () => editExchange(options, terminal)));
    });
}

const MORE = `
Without --file, --set and --editor the reply is written as JSON, to be changed and taken in with --file.
Given together: first the file, then what is set, then the editor.
  stuntdouble cassettes edit tool-loop 2 --set '/content/0/text="It rains."' --set /usage/output_tokens=4

A stream is told anew: its deltas are as large as the recorded ones where they can be, with one ping, and without comments.
Chunks keep their times. The entry's comment says that it was edited by hand.

Exit code: 0 done, 1 no valid reply (nothing is written), 2 no such exchange, or a wrong option.`;

interface Flags {
  cassettes: string;
  file?: string;
  set: string[];
  editor?: true;
  json?: true;
}

function gather(text: string, before: string[]): string[] {
  return [...before, text];
}
