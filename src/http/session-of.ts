/** Which session a request belongs to: the base URL says it (`/t/<id>/v1/messages`), or the header `x-mock-session`. */
import type { Request, RequestHandler, Response } from 'express';
import type { Session } from '../sessions/session.ts';
import type { Sessions } from '../sessions/sessions.ts';

const PREFIX = /^\/t\/([^/?]*)/;

/** Takes `/t/<id>` off the address, so that every route is served below it, and keeps the id with the response. */
export const stripSession: RequestHandler = (request, response, next) => {
  if (request.url.startsWith('/t/')) {
    const [prefix = '', id = ''] = PREFIX.exec(request.url) ?? [];
    const rest = request.url.slice(prefix.length);
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
    response.locals['session'] = id;
  }
  next();
};

/**
 * The session of a request, made on first use. The address goes before the header.
 *
 * @throws SessionError for an id that cannot be one, or when there is no room for another
 */
export function sessionOf(request: Request, response: Response, sessions: Sessions): Session {
  const id: unknown = response.locals['session'] ?? request.headers['x-mock-session'];
  return typeof id === 'string' ? sessions.of(id) : sessions.default;
}
