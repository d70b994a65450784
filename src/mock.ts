/** One mock, assembled: its memory, its app, and its server. */
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';
import { listModels, resolveModel } from './backend/catalogue.ts';
import { extraModels } from './backend/extra-models.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Options } from './config.ts';
import { Bodies } from './exchange/body.ts';
import type { Context } from './exchange/context.ts';
import { Counters } from './exchange/counters.ts';
import type { Exchange, Outcome } from './exchange/exchange.ts';
import { createApp } from './http/app.ts';
import { createFastServer } from './http/fast-express.ts';
import { Hurry } from './http/hurry.ts';
import { resolveOptions } from './resolve-options.ts';

/** Told of every exchange when its reply has left. */
export type ExchangeListener = (exchange: Exchange, outcome: Outcome) => void;

/** What a mock is made of beside its options; all of it may be left out. */
export interface MockParts {
  clock?: Clock;
  /** Told of bugs of the mock itself. Default: the console's error stream. */
  onBug?: (error: unknown) => void;
}

/** Where a listening mock is reached. */
export interface Address {
  host: string;
  port: number;
  /** Base URL for Anthropic-style clients, without a trailing slash: the SDK adds `/v1/messages`. */
  url: string;
}

export interface Mock {
  readonly options: Options;
  /** The Express app, for supertest or for mounting in a server of one's own. */
  readonly app: Express;
  /**
   * Starts the server. Resolves when it accepts connections; port 0 takes a free one.
   *
   * @throws Error when it listens already, or when the address is taken
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
  const listeners = new Set<ExchangeListener>();
  const hurry = new Hurry();
  const extra = extraModels(options.models);
  const context: Context = {
    options,
    clock,
    bodies: new Bodies(),
    counters: new Counters(),
    model: (id) => resolveModel(id, { extra }),
    models: [...extra, ...listModels()],
    onBug: parts.onBug ?? ((error) => console.error(error)),
  };
  const note: ExchangeListener = (exchange, outcome) => {
    for (const listener of listeners) listener(exchange, outcome);
  };
  const app = createApp({ context, hurry, note });
  const server = createFastServer(app);

  // To Node a connection without a request is not idle, and fetch opens such spare ones after an abort.
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));

  return {
    options,
    app,
    listen({ port = options.port, host = options.host } = {}) {
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const { port: taken } = server.address() as AddressInfo;
          resolve({ host, port: taken, url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}` });
        });
      });
    },
    close() {
      return new Promise((resolve) => {
        if (!server.listening) {
          resolve();
          return;
        }
        hurry.start();
        const callOff = clock.after(FAREWELL, () => server.closeAllConnections());
        server.close(() => {
          callOff();
          resolve();
        });
        server.closeIdleConnections();
        for (const socket of unused) socket.destroy();
      });
    },
    onExchange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
