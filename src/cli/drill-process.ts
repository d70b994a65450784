/** Runs a command that may hang: to its end, or to the end of its time, with its output held back. */
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { systemClock } from '../clock.ts';

/** How a held run ended. */
export interface HeldRun {
  /** As a shell tells it: 128 and the signal's number, 127 when there is no such command. Null when its time ran out. */
  code: number | null;
  /** What it wrote to both of its streams, the last MiB of it. */
  output: string;
  milliseconds: number;
}

const MOST_OUTPUT = 1024 * 1024;

/** How long output may follow the end of a command, in milliseconds: children that it left behind may hold its streams for ever. */
const LATE_OUTPUT = 200;

/**
 * Runs a command without a shell and without input. When its time is over, or `stop` says so, it is killed together with its children: all
 * that did not leave its process group, or on Windows its tree.
 *
 * @param timeout in milliseconds
 */
export function runHeld(
  [command, ...words]: readonly [string, ...string[]],
  { environment, timeout, stop }: Surroundings,
): Promise<HeldRun> {
  return new Promise((resolve) => {
    const started = systemClock.elapsed();
    let output = '';
    let ended: number | null | undefined;
    let child: ReturnType<typeof start>;
    try {
      child = start(command, words, environment);
    } catch (error) {
      resolve({ ...startProblem(command, error as NodeJS.ErrnoException), milliseconds: 0 });
      return;
    }
    const kill = (): void => {
      if (ended !== undefined) return;
      ended = null;
      killTree(child);
    };
    const callOff = systemClock.after(timeout, kill);
    stop.addEventListener('abort', kill);
    const finish = (): void => {
      callOffLate();
      stop.removeEventListener('abort', kill);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code: ended ?? null, output, milliseconds });
    };
    let callOffLate = (): void => undefined;
    let milliseconds = 0;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-MOST_OUTPUT);
      });
    }
    const end = (code: number): void => {
      if (ended === undefined) ended = code;
      callOff();
      milliseconds = systemClock.elapsed() - started;
      callOffLate = systemClock.after(LATE_OUTPUT, finish);
    };
    child.once('error', (error) => {
      const problem = startProblem(command, error);
      output += problem.output;
      end(problem.code);
    });
    child.once('exit', (code, signal) => end(code ?? 128 + constants.signals[signal!]));
    child.once('close', finish);
  });
}

interface Surroundings {
  environment: Record<string, string | undefined>;
  timeout: number;
  stop: AbortSignal;
}

function start(command: string, words: readonly string[], environment: Surroundings['environment']) {
  // As in run-command.ts: only who runs a command pays for it.
  const { spawn } = process.getBuiltinModule('node:child_process');
  // A group of its own, which can be killed as one.
  const detached = process.platform !== 'win32';
  return spawn(command, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached });
}

function startProblem(command: string, { code, message }: NodeJS.ErrnoException): { code: number; output: string } {
  return { code: code === 'ENOENT' ? 127 : 126, output: `"${command}" cannot be run: ${message}\n` };
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      const { spawnSync } = process.getBuiltinModule('node:child_process');
      spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    } else {
      process.kill(-child.pid, 'SIGKILL');
    }
  } catch {
    // It ended in this very moment.
  }
}
