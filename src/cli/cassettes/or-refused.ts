/** What goes wrong in a subcommand, told as a sentence and not as a stack trace. */
import { CassetteError } from '../../cassettes/cassette.ts';
import type { Terminal } from '../serve.ts';
import { plain } from './plain.ts';

/** Resolves with the exit code of `work`; or with 2, when it throws a CassetteError, which is told. */
export async function orRefused(terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CassetteError)) throw error;
    terminal.error(`stuntdouble: ${plain(error.message)}`);
    return 2;
  }
}
