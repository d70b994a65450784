/** Runs a command as if it had been typed instead of us. */
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

/** What a command ended with: its exit code, or why it never ran. */
export type Ended = { code: number } | { problem: string; code: number };

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command without a shell, on our own standard streams, and passes signals on to it.
 *
 * @returns its exit code, or what a shell makes of the rest: 128 and the signal's number when one ended it, 127 when there is no such command,
 *   126 when it cannot be run
 */
export function runCommand(
  [command, ...words]: readonly [string, ...string[]],
  environment: Record<string, string | undefined>,
): Promise<Ended> {
  return new Promise((resolve) => {
    let child: ChildProcess;
    try {
      // Loaded here: `serve` would pay for it at every start.
      const { spawn } = process.getBuiltinModule('node:child_process');
      child = spawn(command, words, { stdio: 'inherit', env: environment });
    } catch (error) {
      resolve(startProblem(command, error as NodeJS.ErrnoException));
      return;
    }
    const forward = (signal: NodeJS.Signals): void => {
      // A terminal sends Ctrl-C to both of us, and many programs take a second one as an order to drop everything.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const end = (ended: Ended): void => {
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(ended);
    };
    child.once('error', (error) => end(startProblem(command, error)));
    child.once('exit', (code, signal) => end({ code: code ?? 128 + constants.signals[signal!] }));
  });
}

function startProblem(command: string, { code, message }: NodeJS.ErrnoException): Ended {
  if (code === 'ENOENT') return { code: 127, problem: `there is no command "${command}".` };
  return { code: 126, problem: `"${command}" cannot be run: ${message}` };
}
