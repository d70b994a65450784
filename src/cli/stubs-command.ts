/** The subcommands of `stuntdouble stubs`. */
import { Command } from 'commander';
import type { Terminal } from './serve.ts';

export function stubsCommand(terminal: Terminal, exit: (code: number) => void): Command {
  const check = new Command('check')
    .description('find mistakes in stub files, without a server')
    .argument('[paths...]', 'stub files, and folders of them')
    .option('--format <name>', 'text, json, or github (annotations of a workflow)', 'text')
    .option('--strict', 'fail on warnings too')
    .addHelpText('after', '\nExit code: 0 no errors, 1 errors, 2 nothing to check or a wrong option.')
    .action(async (paths: string[], options: { format?: string; strict?: boolean }) => {
      // Only this command needs the contract of replies.
      const { stubsCheck } = await import('./stubs-check.ts');
      exit(await stubsCheck(paths, options, terminal));
    });
  // Commander would end the process by 1 for a wrong option, which means errors in stubs here.
  check.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  return new Command('stubs').description('work with stub files').addCommand(check);
}
