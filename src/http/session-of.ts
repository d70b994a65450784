/** Which session a request belongs to: the base URL says it (`/t/<id>/v1/messages`), or the header `x-mock-session`. */
import type { Express, Request } from 'express';
import type { Session } from '../sessions/session.ts';
import type { Sessions } from '../sessions/sessions.ts';

const PREFIX = /^\/t\/([^/?]*)/;

/** The ids that were taken off addresses. */
const named = new WeakMap<object, string>();

/**
 * Has the app take `/t/<id>` off each address before it looks for a route, so that every route is served below it.
 *
 * Not a middleware: each costs every request a twentieth of its time.
 */
export function stripSessions(app: Express): void {
  // Express hands on to `handle` whatever calls the app, and whatever an app above it calls.
  const { handle } = app as unknown as { handle: (request: Request, ...rest: unknown[]) => void };
  Object.assign(app, {
    handle(request: Request, ...rest: unknown[]) {
      if (request.url.startsWith('/t/')) strip(request);
      handle.call(app, request, ...rest);
    },
  });
}

function strip(request: Request): void {
  const [prefix = '', id = ''] = PREFIX.exec(request.url) ?? [];
  const rest = request.url.slice(prefix.length);
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
  named.set(request, id);
}

/**
 * The session of a request, made on first use. The address goes before the header.
 *
 * @throws SessionError for an id that cannot be one, or when there is no room for another
 */
export function sessionOf(request: Request, sessions: Sessions): Session {
  const id = named.get(request) ?? request.headers['x-mock-session'];
  return typeof id === 'string' ? sessions.of(id) : sessions.default;
}
