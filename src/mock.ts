/** One mock, assembled: its memory, its app, and its server. */
import { createRequire } from 'node:module';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import { resolve } from 'node:path';
import type { Express } from 'express';
import { Library } from './cassettes/library.ts';
import { isCi } from './ci.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Options } from './config.ts';
import { Bodies } from './exchange/body.ts';
import type { Exchange, Outcome } from './exchange/exchange.ts';
import { demandLoopback } from './exchange/playback.ts';
import { createApp } from './http/app.ts';
import { createFastServer } from './http/fast-express.ts';
import { createFetch } from './http/fetch.ts';
import { Hurry } from './http/hurry.ts';
import { resolveOptions } from './resolve-options.ts';
import type { Session } from './sessions/session.ts';
import { type SessionFace, sessionFace } from './sessions/session-face.ts';
import { Sessions } from './sessions/sessions.ts';
import { StubFiles, type StubNews } from './sessions/stub-files.ts';
import { problemText } from './stubs/files/located-problem.ts';

/** Told of every exchange when its reply has left, and in which session. */
export type ExchangeListener = (exchange: Exchange, outcome: Outcome, session: Session) => void;

/** What a mock is made of beside its options; all of it may be left out. */
export interface MockParts {
  clock?: Clock;
  /** Told of bugs of the mock itself. Default: the console's error stream. */
  onBug?: (error: unknown) => void;
  /** Of the package; read from its package.json when absent. */
  version?: string;
  /** Is this a run of continuous integration, where nothing is recorded unless told so? Default: whether the variable CI is set. */
  ci?: boolean;
  /** Told why an exchange was not recorded, or a cassette not read. Default: the console's error stream. */
  onCassetteNote?: (note: string) => void;
  /** Told when stub files were read again, and what is wrong in them. Default: problems go to the console's error stream. */
  onStubNews?: (news: StubNews) => void;
}

/** Where a listening mock is reached. */
export interface Address {
  host: string;
  port: number;
  /** Base URL for Anthropic-style clients, without a trailing slash: the SDK adds `/v1/messages`. */
  url: string;
}

/** A mock. What it has of a session's face is that of its default session. */
export interface Mock extends SessionFace {
  /** The sessions; each is a mock within the mock, reached at `<url>/t/<id>` or by the header `x-mock-session`. */
  readonly sessions: Sessions;
  /** The session of this name, made on first use. */
  session(id: string): Session;
  /** `fetch` into the mock, within the process: for the `fetch` option of SDKs. Needs no `listen`. */
  readonly fetch: typeof fetch;
  /** The Express app, for supertest or for mounting in a server of one's own. */
  readonly app: Express;
  /**
   * Reads the stub files, if there are any. `listen` does so itself; requests within the process wait for it.
   *
   * @throws StubError that names every problem with file, line and column
   */
  ready(): Promise<void>;
  /**
   * Reads the stub files and starts the server. Resolves when it accepts connections; port 0 takes a free one.
   *
   * @throws StubError for stub files that cannot be used; Error when it listens already, or when the address is taken
   */
  listen(where?: { port?: number; host?: string }): Promise<Address>;
  /** Stops accepting, completes the open replies at once, and ends. Does nothing when it does not listen. */
  close(): Promise<void>;
  /** Calls back after every exchange. Returns what takes the listener away again. */
  onExchange(listener: ExchangeListener): () => void;
}

/** How long open replies may take to reach their clients once the server closes, in milliseconds. */
const FAREWELL = 2000;

/**
 * A mock of the Messages API.
 *
 * @throws OptionError for an unknown option or a bad value
 * @example
 * const mock = createMock({ seed: 'test' });
 * const { url } = await mock.listen({ port: 0 });
 * const client = new Anthropic({ baseURL: url, apiKey: 'any' });
 */
export function createMock(given: Partial<Options> = {}, parts: MockParts = {}): Mock {
  const options = resolveOptions(given);
  const clock = parts.clock ?? systemClock;
  const onBug = parts.onBug ?? ((error) => console.error(error));
  const listeners = new Set<ExchangeListener>();
  const hurry = new Hurry();
  const files = new StubFiles(options.stubs, parts.onStubNews ?? tellProblems);
  const library = new Library({
    directory: resolve(options.cassettes),
    clock,
    usedFile: options.usedFile === '' ? undefined : resolve(options.usedFile),
    tell: parts.onCassetteNote ?? ((note) => console.error(note)),
  });
  const ci = parts.ci ?? isCi(process.env['CI']);
  const sessions = new Sessions({
    options,
    clock,
    fileStubs: () => files.set,
    bodies: new Bodies(),
    library,
    ci,
    onBug,
  });
  const note: ExchangeListener = (exchange, outcome, session) => {
    session.note(exchange, outcome);
    for (const listener of listeners) listener(exchange, outcome, session);
  };
  const app = createApp({ sessions, files, version: parts.version ?? packageVersion(), options, hurry, note, onBug });
  const server = createFastServer(app);

  const sockets = new Set<Socket>();
  // To Node a connection without a request is not idle, and fetch opens such spare ones after an abort.
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    unused.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      unused.delete(socket);
    });
  });
  server.on('request', ({ socket }) => unused.delete(socket));

  return Object.assign(sessionFace(sessions.default), {
    sessions,
    session: (id: string) => sessions.of(id),
    fetch: createFetch(server),
    app,
    ready: () => files.read(),
    async listen({ port = options.port, host = options.host } = {}) {
      await files.read();
      demandLoopback(host, sessions.default.context);
      if (options.watch) {
        await files.watch(clock);
        library.watch();
      }
      hurry.end();
      return new Promise<Address>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const { port: taken } = server.address() as AddressInfo;
          resolve({ host, port: taken, url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}` });
        });
      });
    },
    async close() {
      await files.close();
      await new Promise<void>((resolve) => {
        if (!server.listening) {
          resolve();
          return;
        }
        hurry.start();
        const callOff = clock.after(FAREWELL, () => server.closeAllConnections());
        // HTTP's own way to close also destroys connections whose reply was written whole and has not left yet.
        NetServer.prototype.close.call(server, () => {
          callOff();
          // Its timer would hold the server in memory.
          server.close();
          resolve();
        });
        for (const socket of unused) socket.destroy();
        allSent(sockets).then(() => server.closeIdleConnections());
      });
      await library.close();
    },
    onExchange(listener: ExchangeListener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
}

/** Resolves when what was written to them until now has left, or cannot any more. */
async function allSent(sockets: Iterable<Socket>): Promise<void> {
  const unsent = [...sockets].filter(({ writableLength }) => writableLength > 0);
  await Promise.all(unsent.map((socket) => new Promise<void>((sent) => socket.write('', () => sent()))));
}

function tellProblems({ problems }: StubNews): void {
  for (const problem of problems) console.error(problemText(problem));
}

/** The version of the package, as the control API tells it. */
function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('stuntdouble/package.json') as { version: string };
  return version;
}
