/** `stuntdouble serve`: starts the server, prints what to copy, logs exchanges, ends cleanly. */
import { systemClock } from '../clock.ts';
import type { Options } from '../config.ts';
import { mayCall, usualMode } from '../exchange/playback.ts';
import { type Address, createMock, type Mock } from '../mock.ts';
import { OptionError } from '../resolve-options.ts';
import type { StubNews } from '../sessions/stub-files.ts';
import { hasErrors, problemText } from '../stubs/files/located-problem.ts';
import { StubError } from '../stubs/stub-error.ts';
import { type BannerMode, banner } from './banner.ts';
import { logEntry, prettyLine } from './log-line.ts';

export interface Terminal {
  out(line: string): void;
  error(line: string): void;
}

/**
 * How much the heap may grow before old garbage is collected, in percent of what was in use; the engine's own choice is up to three times
 * as much again. Measured under load on one core: 127 MB resident instead of 175, at nine tenths of the throughput. Only the program may
 * choose for its process.
 */
const HEAP_GROWTH = 40;

/** Serves until SIGINT or SIGTERM. Resolves with the exit code. */
export async function serve(options: Options, version: string, terminal: Terminal): Promise<number> {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  // The threads that mark garbage beside the program delay its timers: measured on a thousand paced streams on one core, the 99th percentile
  // of the gap was 1.5 times that of a bare server, and 1.1 times without them. Throughput is the same.
  setFlagsFromString('--no-concurrent-marking');
  // What is read before the start is told after it: the first line says where the server is.
  const early: StubNews[] = [];
  let tell = (news: StubNews): void => void early.push(news);
  const mock = createMock(options, {
    version,
    onBug: (error) => terminal.error(String((error as Error)?.stack ?? error)),
    onStubNews: (news) => tell(news),
    onCassetteNote: (note) => terminal.error(note),
  });
  let address: Address;
  try {
    address = await mock.listen();
  } catch (error) {
    terminal.error(`stuntdouble: ${listenProblem(error as NodeJS.ErrnoException, options)}`);
    return error instanceof StubError ? 2 : 1;
  }
  announce(mock, address, version, terminal);
  tell = (news) => tellStubNews(news, options.log, terminal);
  early.forEach(tell);
  const unlisten = await stopped();
  await mock.close();
  unlisten();
  return 0;
}

/** What cassettes and the upstream have to do with the answers, where they have. */
function modeOf({ options, sessions }: Mock): BannerMode | undefined {
  const { context } = sessions.default;
  const mode = usualMode(context);
  if (mode === 'synthetic') return undefined;
  const { cassette, cassettes, upstream } = options;
  return {
    mode,
    cassette,
    cassettes,
    upstream,
    calls: mayCall(mode),
    recordsNothing: context.ci && !options.recordInCi && mode !== 'passthrough',
  };
}

/** Problems are always told; that all is well, only to those who read the log. */
function tellStubNews({ problems, files, stubs }: StubNews, log: Options['log'], terminal: Terminal): void {
  for (const problem of problems) terminal.error(problemText(problem));
  if (log === 'silent') return;
  if (log === 'json') terminal.out(JSON.stringify({ event: 'stubs', files: files ?? null, stubs, problems }));
  else if (files) terminal.out(`${counted(stubs, 'stub')} of ${counted(files.length, 'file')} in use`);
  else if (hasErrors(problems)) terminal.error(`The ${counted(stubs, 'stub')} from before stay in use.`);
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function announce(mock: Mock, address: Address, version: string, terminal: Terminal): void {
  const { log } = mock.options;
  if (log === 'silent') return;
  terminal.out(
    log === 'json'
      ? JSON.stringify({ event: 'listening', version, ...address })
      : banner(address, version, modeOf(mock)),
  );
  mock.onExchange((exchange, outcome, { id }) => {
    const entry = logEntry(exchange, outcome, id, systemClock.now());
    terminal.out(log === 'json' ? JSON.stringify(entry) : prettyLine(entry));
  });
}

/** Resolves at the first signal to stop. Nobody listens any more then, so a second one ends the process at once. */
/**
 * Resolves at the first signal to stop; the next one ends the program at once.
 *
 * @returns what stops listening. Until then somebody must: libraries that clean up at the end of a process send the signal again when they
 *   find themselves alone with it
 */
function stopped(): Promise<() => void> {
  return new Promise((resolve) => {
    const atOnce = (): never => process.exit(1);
    const stop = (): void => {
      for (const signal of SIGNALS) process.on(signal, atOnce).off(signal, stop);
      resolve(() => {
        for (const signal of SIGNALS) process.off(signal, atOnce);
      });
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Why a server could not be started on the address it was to have. */
export function listenProblem({ code, message }: NodeJS.ErrnoException, { host, port }: Options): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is taken. Choose another with --port, or --port 0 for a free one.`;
    case 'EACCES':
      return `port ${port} on ${host} may not be used by this user. Choose one above 1023 with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `there is no address ${host} on this machine. Use --host 127.0.0.1.`;
    default:
      return message;
  }
}

/** The exit code for options that cannot be used, after telling why. */
export function reportOptionError(error: unknown, terminal: Terminal): number {
  if (!(error instanceof OptionError)) throw error;
  terminal.error(`stuntdouble: ${error.message}\nSee stuntdouble --help.`);
  return 2;
}
