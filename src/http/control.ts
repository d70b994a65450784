/** The control API on Express: receives calls, has them answered, and sends what comes of it. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import type { ControlReply } from '../control/answer-call.ts';
import { ControlError } from '../control/control-error.ts';
import type { GuardOptions } from '../control/guard.ts';
import type { World } from '../control/operation.ts';
import { ERRORS } from '../errors.ts';
import type { Session } from '../sessions/session.ts';
import type { Hurry } from './hurry.ts';
import { receive } from './receive.ts';

export interface ControlOptions extends GuardOptions, Omit<World, 'session'> {
  /** Largest body in bytes. */
  bodyLimit: number;
  /** Starts when the server closes: streams without an end are ended. */
  hurry: Hurry;
  /** The session of a request, made on first use. Throws SessionError. */
  sessionOf(request: Request): Session;
}

const HERE = '/_mock';

/** Serves everything under `/_mock`. To be called after the routes of the dialects, which are asked a thousand times as often. */
export function mountControl(app: Express, options: ControlOptions): void {
  app.use(async (request, response, next) => {
    const { path } = request;
    if (path !== HERE && !path.startsWith(`${HERE}/`)) return next();
    // Loaded by the first who asks: most runs never do, and every start would pay for it.
    const { answerCall } = await import('../control/answer-call.ts');
    const reply = await answerCall(
      {
        method: request.method,
        path,
        query: request.query,
        headers: request.headers,
        receive: () => received(request, options.bodyLimit),
        session: () => options.sessionOf(request),
      },
      options,
      options,
    );
    if (reply) await send(reply, response, request.method === 'HEAD', options.hurry);
  });
}

async function received(request: Request, limit: number): Promise<Buffer | undefined> {
  const arrival = await receive(request, limit);
  if (!arrival || 'bytes' in arrival) return arrival?.bytes;
  const { code, message, detail } = arrival.problem;
  throw new ControlError(ERRORS[code].status, message, {
    hint: code === 'too_large' ? `A body may have ${limit} bytes (--body-limit).` : 'Send JSON, plain or compressed.',
    ...(detail.headers ? { headers: detail.headers } : {}),
  });
}

async function send(reply: ControlReply, response: Response, headOnly: boolean, hurry: Hurry): Promise<void> {
  const body = 'json' in reply ? `${JSON.stringify(reply.json)}\n` : reply.text;
  const headers = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...reply.headers,
    ...(body === '' ? {} : { 'content-type': 'json' in reply ? 'application/json' : reply.type }),
  };
  if (typeof body === 'string') {
    const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
    response.writeHead(reply.status, { ...headers, ...length });
    response.end(headOnly ? undefined : body);
    return;
  }
  // What ends when the server closes must not leave an idle connection behind, for which the server would wait.
  response.writeHead(reply.status, { ...headers, connection: 'close' });
  await sendPieces(body, response, headOnly, hurry);
}

/** As fast as the client reads, and no longer than it listens or the server serves. */
async function sendPieces(
  pieces: AsyncIterableIterator<string>,
  response: Response,
  headOnly: boolean,
  hurry: Hurry,
): Promise<void> {
  const end = () => void pieces.return?.();
  if (headOnly || hurry.on) {
    end();
    response.end();
    return;
  }
  hurry.listen(end);
  try {
    response.flushHeaders();
    await pipeline(Readable.from(pieces), response);
  } catch (error) {
    // The client has left.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    hurry.ignore(end);
  }
}
