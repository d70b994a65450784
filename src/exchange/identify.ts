/** Who is spoken to, and what is wanted of them. */
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOfPath, dialectOfShared, type Spoken } from '../dialects/dialects.ts';
import { ApiError } from '../errors.ts';
import type { Headers } from '../headers.ts';
import type { Context } from './context.ts';
import type { Received, Target } from './exchange.ts';

/** The dialect of any request, also of one that leads nowhere. */
export function dialectOf(received: Received, context: Context): Spoken {
  const dialect = received.route?.dialect ?? dialectOfPath(received.path);
  if (dialect.name !== 'anthropic') return { dialect, because: 'the path' };
  return dialectOfShared(received.headers, received.body.value, context.options.v1Dialect);
}

/**
 * The endpoint and the betas.
 *
 * @throws ApiError `not_found` for an unknown path, `method_not_allowed`, or what kept the body from being received
 */
export function identify(received: Received, dialect: Dialect): Target {
  const { route, method, path, headers } = received;
  if (!route) throw unknownPath(path);
  const { endpoint } = route;
  if (method !== endpoint.method && !(method === 'HEAD' && endpoint.method === 'GET')) {
    const allow = endpoint.method === 'GET' ? 'GET, HEAD' : endpoint.method;
    throw new ApiError('method_not_allowed', `${method} is not allowed on ${path}. Use ${endpoint.method}.`, {
      headers: { allow },
    });
  }
  // Who knocks at the wrong door is told so first; what is wrong with the body matters only behind the right one.
  if (received.problem) throw received.problem;
  return { dialect, endpoint, betas: betasOf(headers, dialect) };
}

const NO_BETAS: readonly string[] = [];

function betasOf(headers: Headers, { betaHeaders }: Dialect): readonly string[] {
  if (betaHeaders.every((name) => headers[name] === undefined)) return NO_BETAS;
  return betaHeaders
    .flatMap((name) => String(headers[name] ?? '').split(','))
    .map((beta) => beta.trim())
    .filter((beta) => beta !== '');
}

/** 404, with the mend where the address shows what went wrong. */
function unknownPath(path: string): ApiError {
  return new ApiError('not_found', `Not Found: ${shorten(path)}. ${mendOf(path)}`, { mock: true });
}

function mendOf(path: string): string {
  if (/^(\/api)?\/v1\/v1\//.test(path)) {
    return `The SDK adds /v1 itself: take the trailing /v1 off the base URL${path.startsWith('/api/') ? ', which then ends in /api' : ''}.`;
  }
  // The AI SDK reads the variable of Anthropic's SDK, and means something else by it.
  if (/^(\/api)?\/messages\b/.test(path)) {
    return 'This client adds only /messages, as the AI SDK does: let its base URL end in /v1.';
  }
  if (path.startsWith('//')) return 'Take the trailing slash off the base URL.';
  return 'This mock serves POST /v1/messages (Anthropic, LLM Router) and POST /api/v1/messages (OpenRouter).';
}

function shorten(path: string): string {
  return path.length > 100 ? `${path.slice(0, 100)}...` : path;
}
