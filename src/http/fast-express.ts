/** An Express app at the speed of bare `node:http`. */
import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Express } from 'express';

/**
 * A server for an Express app whose requests and responses are born with Express's own prototypes.
 *
 * Express sets the prototype of every request and response, which makes V8 treat them as dictionaries and costs three quarters of the
 * throughput. Here the objects are created by subclasses that already carry what Express would add, and the app is told that these are
 * its prototypes, so setting them changes nothing.
 *
 * @example createFastServer(app).listen(4010, '127.0.0.1')
 */
export function createFastServer(app: Express): Server {
  class Request extends IncomingMessage {}
  class Response<R extends IncomingMessage> extends ServerResponse<R> {}
  adopt(Request.prototype, app.request);
  adopt(Response.prototype, app.response);
  app.request = Request.prototype as unknown as Express['request'];
  app.response = Response.prototype as unknown as Express['response'];
  return createServer({ IncomingMessage: Request, ServerResponse: Response }, app);
}

/** Copies what Express put on its prototypes, on all levels below Node's own, onto ours. */
function adopt(target: object, express: object): void {
  const levels: object[] = [];
  for (let level: object | null = express; level && !isNodes(level); level = Object.getPrototypeOf(level))
    levels.unshift(level);
  for (const level of levels) Object.defineProperties(target, Object.getOwnPropertyDescriptors(level));
}

function isNodes(prototype: object): boolean {
  return prototype === IncomingMessage.prototype || prototype === ServerResponse.prototype;
}
