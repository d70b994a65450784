/** The Express app: the routes of all dialects, each of which receives, answers, sends and notes; and the control API. */
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { Options } from '../config.ts';
import { ROUTES, type Route } from '../dialects/dialects.ts';
import { ApiError } from '../errors.ts';
import { answer } from '../exchange/answer.ts';
import type { Exchange, Outcome } from '../exchange/exchange.ts';
import type { Session } from '../sessions/session.ts';
import { SessionError, type Sessions } from '../sessions/sessions.ts';
import type { StubFiles } from '../sessions/stub-files.ts';
import { StubError } from '../stubs/stub-error.ts';
import { type ControlOptions, mountControl } from './control.ts';
import type { Hurry } from './hurry.ts';
import { type Arrival, receive } from './receive.ts';
import { send } from './send.ts';
import { sessionOf, stripSessions } from './session-of.ts';
import { HttpWire } from './wire.ts';

export interface AppOptions {
  sessions: Sessions;
  /** Requests wait until these are read. */
  files: StubFiles;
  options: Options;
  /** Of the package. */
  version: string;
  /** Starts when the server closes. */
  hurry: Hurry;
  /** Told of every exchange once its reply has left. */
  note(exchange: Exchange, outcome: Outcome, session: Session): void;
  /** Told of a bug of the mock. */
  onBug(error: unknown): void;
}

const NOTHING = Buffer.alloc(0);
const NO_QUERY = {};
const BUG = {
  type: 'error',
  error: { type: 'api_error', message: 'Internal error of the mock; its log has the details.' },
};

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  stripSessions(app);
  for (const route of ROUTES) {
    app.all(route.endpoint.path, (request, response) => serve(request, response, route, options));
  }
  mountControl(app, controlOptions(options));
  app.use((request, response) => serve(request, response, undefined, options));
  const failed: ErrorRequestHandler = (error, request, response, _next) => {
    // Express itself only fails on addresses it cannot decode, such as /v1/models/%E0; all else is a bug of ours.
    if (error instanceof URIError) return serve(request, response, undefined, options);
    options.onBug(error);
    // Express's own last resort would show the client a stack trace.
    if (response.headersSent) response.destroy();
    else response.status(500).set('x-should-retry', 'false').json(BUG);
  };
  app.use(failed);
  return app;
}

function controlOptions({ sessions, files, options, version, hurry }: AppOptions): ControlOptions {
  return {
    sessions,
    hurry,
    control: options.control,
    controlToken: options.controlToken,
    bodyLimit: options.bodyLimit,
    version,
    unready: () => (files.isRead ? undefined : 'the stub files are not read yet'),
    sessionOf: (request) => sessionOf(request, sessions),
  };
}

async function serve(
  request: Request,
  response: Response,
  route: Route | undefined,
  { sessions, files, hurry, note }: AppOptions,
): Promise<void> {
  const unread = files.isRead ? undefined : await files.read().then(() => undefined, unusable);
  const { session, problem = unread } = sessionFor(request, sessions);
  const { context } = session;
  const { clock, options, bodies } = context;
  const started = clock.elapsed();
  const arrival: Arrival | undefined = await receive(request, options.bodyLimit);
  if (!arrival) return;
  const exchange = await answer(
    {
      method: request.method,
      path: request.path,
      query: request.url.includes('?') ? request.query : NO_QUERY,
      headers: request.headers,
      route,
      params: request.params as Record<string, string>,
      body: bodies.of('bytes' in arrival ? arrival.bytes : NOTHING),
      problem: problem ?? ('problem' in arrival ? arrival.problem : undefined),
      started,
      url: request.url,
      wire: new HttpWire(request, response),
      port: request.socket.remotePort,
    },
    context,
  );
  // Replies of one turn leave together, after all requests of the turn were read: their clients wake once, not one by one. Measured on
  // ever-new prompts with 32 connections: 1.6 times the throughput.
  await new Promise(setImmediate);
  const sent = await send(exchange.reply, response, { clock, hurry, headOnly: request.method === 'HEAD' });
  const milliseconds = clock.elapsed() - started;
  note(exchange.answer.kind === 'live' ? await passedOn(exchange) : exchange, { ...sent, milliseconds }, session);
}

/** The story of an exchange with an upstream is known when it is kept; few mocks ever call one. */
async function passedOn(exchange: Exchange): Promise<Exchange> {
  const { relayed } = await import('../exchange/relayed.ts');
  return relayed(exchange);
}

/** Without its stubs a mock would answer something, and not what was meant. */
function unusable(error: unknown): ApiError {
  if (!(error instanceof StubError)) throw error;
  return new ApiError('invalid_request', error.message, { mock: true, mockDetail: { code: 'broken_stubs' } });
}

/** The session of a request; where there can be none, the default one refuses it and says why. */
function sessionFor(request: Request, sessions: Sessions): { session: Session; problem?: ApiError } {
  try {
    return { session: sessionOf(request, sessions) };
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    return { session: sessions.default, problem: new ApiError('invalid_request', error.message, { mock: true }) };
  }
}
