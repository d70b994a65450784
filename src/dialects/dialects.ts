/** All dialects, and which of them a request speaks. */
import type { DialectName } from '../contract/validator.ts';
import { anthropic } from './anthropic.ts';
import { bearer, type Dialect, type Endpoint, type Headers } from './dialect.ts';
import { llmRouter } from './llm-router.ts';
import { openrouter } from './openrouter.ts';

const DIALECTS = { anthropic, openrouter, 'llm-router': llmRouter } satisfies Record<DialectName, Dialect>;

/** An endpoint and whose it is. */
export interface Route {
  dialect: Dialect;
  endpoint: Endpoint;
}

/** Endpoints that belong to no service in particular: probes that clients and monitors send. */
const PROBES: readonly Route[] = ['/', '/api', '/api/hello', '/healthz'].map((path) => ({
  dialect: path.startsWith('/api') ? openrouter : anthropic,
  endpoint: { method: 'GET', path, deed: 'hello', open: true },
}));

/** Claude Code posts telemetry beside its messages; the service swallows it (messages-api section 1.5). */
const TELEMETRY: Route = {
  dialect: anthropic,
  endpoint: { method: 'POST', path: '/api/event_logging/*rest', deed: 'swallow', open: true },
};

/** Every route of the server. */
export const ROUTES: readonly Route[] = [
  ...Object.values(DIALECTS).flatMap((dialect) => dialect.endpoints.map((endpoint) => ({ dialect, endpoint }))),
  ...PROBES,
  TELEMETRY,
];

/** The dialect of a path that has no route. */
export function dialectOfPath(path: string): Dialect {
  return /^\/api(\/|$)/.test(path) ? openrouter : anthropic;
}

/**
 * The dialect of a request to one of Anthropic's endpoints, which LLM Router shares: LLM Router when the body has a `gateway` object,
 * when the key is one of its own, or when the Host is its; else what `otherwise` says.
 */
export function dialectOfShared(headers: Headers, body: unknown, otherwise: 'anthropic' | 'llm-router'): Dialect {
  const gateway = typeof body === 'object' && body !== null && Object.hasOwn(body, 'gateway');
  const key = bearer(headers)?.key.startsWith('sk-router-') ?? false;
  const host = /(^|\.)llmrouter\.app(:|$)/.test(String(headers['host'] ?? ''));
  return gateway || key || host ? llmRouter : DIALECTS[otherwise];
}
