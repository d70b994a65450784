/** Runs the subcommands on cassettes that a test has made. */
import type { Command } from 'commander';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import type { Terminal } from '../../../src/cli/serve.ts';
import { folderWith } from '../../support/folder.ts';

/** A folder with these cassettes. */
export async function tapes(cassettes: Readonly<Record<string, readonly Recording[]>>): Promise<string> {
  const directory = folderWith();
  for (const [name, recordings] of Object.entries(cassettes))
    await editCassette(directory, name, () => recordings, { private: false });
  return directory;
}

export interface Ran {
  code: number | undefined;
  out: string;
  errors: string;
}

/** What a subcommand writes, without colours, and its exit code. */
export async function run(
  command: (terminal: Terminal, exit: (code: number) => void) => Command,
  ...words: string[]
): Promise<Ran> {
  const out: string[] = [];
  const errors: string[] = [];
  let code: number | undefined;
  const terminal = { out: (line: string) => void out.push(line), error: (line: string) => void errors.push(line) };
  const exit = (given: number): void => {
    code = given;
  };
  await command(terminal, exit).parseAsync(['node', 'stuntdouble', ...words]);
  return { code, out: uncoloured(out), errors: uncoloured(errors) };
}

/** Takes away colours only: any other sequence would be one that a recording had smuggled in. */
function uncoloured(lines: readonly string[]): string {
  const colour = new RegExp(`${String.fromCharCode(27)}\\[\\d{1,2}m`, 'g');
  return lines.join('\n').replace(colour, '');
}
