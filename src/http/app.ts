/** The Express app: the routes of all dialects, each of which receives, answers, sends and notes. */
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { ROUTES, type Route } from '../dialects/dialects.ts';
import { answer } from '../exchange/answer.ts';
import type { Context } from '../exchange/context.ts';
import type { Exchange, Outcome } from '../exchange/exchange.ts';
import type { Hurry } from './hurry.ts';
import { type Arrival, receive } from './receive.ts';
import { send } from './send.ts';

export interface AppOptions {
  context: Context;
  /** Starts when the server closes. */
  hurry: Hurry;
  /** Told of every exchange once its reply has left. */
  note(exchange: Exchange, outcome: Outcome): void;
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
  for (const route of ROUTES) {
    app.all(route.endpoint.path, (request, response) => serve(request, response, route, options));
  }
  app.use((request, response) => serve(request, response, undefined, options));
  const failed: ErrorRequestHandler = (error, request, response, _next) => {
    // Express itself only fails on addresses it cannot decode, such as /v1/models/%E0; all else is a bug of ours.
    if (error instanceof URIError) return serve(request, response, undefined, options);
    options.context.onBug(error);
    // Express's own last resort would show the client a stack trace.
    if (response.headersSent) response.destroy();
    else response.status(500).set('x-should-retry', 'false').json(BUG);
  };
  app.use(failed);
  return app;
}

async function serve(
  request: Request,
  response: Response,
  route: Route | undefined,
  { context, hurry, note }: AppOptions,
): Promise<void> {
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
      problem: 'problem' in arrival ? arrival.problem : undefined,
      started,
    },
    context,
  );
  // Replies of one turn leave together, after all requests of the turn were read: their clients wake once, not one by one. Measured on
  // ever-new prompts with 32 connections: 1.6 times the throughput.
  await new Promise(setImmediate);
  const sent = await send(exchange.reply, response, { clock, hurry, headOnly: request.method === 'HEAD' });
  note(exchange, { ...sent, milliseconds: clock.elapsed() - started });
}
