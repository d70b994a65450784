/** `stuntdouble exec`: runs a command that talks to a mock of its own, and tells what it asked. */
import { systemClock } from '../clock.ts';
import type { Options } from '../config.ts';
import { mayCall, usualMode } from '../exchange/playback.ts';
import { clientEnvironment } from '../http/client-environment.ts';
import { withOwnKeys } from '../http/own-keys.ts';
import { createMock } from '../mock.ts';
import { logEntry, prettyLine } from './log-line.ts';
import { runCommand } from './run-command.ts';
import { listenProblem, type Terminal } from './serve.ts';
import { summary, Tally } from './tally.ts';

export interface ExecOptions {
  options: Options;
  /** What counts as a failure although the command succeeds: exit code 1. */
  failOnUnmatched: boolean;
  failOnUnused: boolean;
}

/** Runs the command beside a mock. Resolves with the exit code: the command's own, as far as there is one. */
export async function exec(
  words: readonly string[],
  { options, failOnUnmatched, failOnUnused }: ExecOptions,
  terminal: Terminal,
): Promise<number> {
  if (!isCommand(words)) {
    terminal.error('stuntdouble exec: no command given. Usage: stuntdouble exec [options] -- <command> [args...]');
    return 2;
  }
  const mock = createMock(options, { onBug: (error) => terminal.error(String((error as Error)?.stack ?? error)) });
  const tally = new Tally();
  mock.onExchange((exchange, outcome, { id }) => {
    tally.add(exchange);
    if (options.log === 'silent') return;
    // Standard output is the command's.
    const entry = logEntry(exchange, outcome, id, systemClock.now());
    terminal.error(options.log === 'json' ? JSON.stringify(entry) : prettyLine(entry));
  });
  let url: string;
  try {
    ({ url } = await mock.listen());
  } catch (error) {
    terminal.error(`stuntdouble exec: ${listenProblem(error as NodeJS.ErrnoException, options)}`);
    return 1;
  }
  const variables = clientEnvironment(url, options.apiKey[0]);
  const calls = mayCall(usualMode(mock.sessions.default.context));
  const ended = await runCommand(words, { ...process.env, ...(calls ? withOwnKeys(variables) : variables) });
  const unused = mock.stubs.list().filter(({ id }) => !tally.used.has(id));
  await mock.close();
  if ('problem' in ended) {
    terminal.error(`stuntdouble exec: ${ended.problem}`);
    return ended.code;
  }
  terminal.error(summary(tally, unused));
  const failed = (failOnUnmatched && tally.unmatched > 0) || (failOnUnused && unused.length > 0);
  return ended.code === 0 && failed ? 1 : ended.code;
}

function isCommand(words: readonly string[]): words is readonly [string, ...string[]] {
  return words.length > 0;
}
