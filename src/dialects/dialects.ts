/** All dialects, and which of them a request speaks. */
import type { DialectName } from '../contract/validator.ts';
import type { Headers } from '../headers.ts';
import { anthropic } from './anthropic.ts';
import { bearer, type Dialect, type Endpoint } from './dialect.ts';
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

/** A dialect, and for people why it is this one. */
export interface Spoken {
  dialect: Dialect;
  because: string;
}

/** The dialect of a path that has no route. */
export function dialectOfPath(path: string): Dialect {
  return /^\/api(\/|$)/.test(path) ? openrouter : anthropic;
}

/**
 * The dialect of a request to one of Anthropic's endpoints, which LLM Router shares: LLM Router when the body has a `gateway` object,
 * when the key is one of its own, or when the Host is its; else what `otherwise` says.
 */
export function dialectOfShared(headers: Headers, body: unknown, otherwise: 'anthropic' | 'llm-router'): Spoken {
  if (typeof body === 'object' && body !== null && Object.hasOwn(body, 'gateway')) return GATEWAY;
  if (bearer(headers)?.key.startsWith('sk-router-')) return ROUTER_KEY;
  if (/(^|\.)llmrouter\.app(:|$)/.test(String(headers['host'] ?? ''))) return ROUTER_HOST;
  return OTHERWISE[otherwise];
}

const GATEWAY: Spoken = { dialect: llmRouter, because: 'the body has a gateway object' };
const ROUTER_KEY: Spoken = { dialect: llmRouter, because: 'the key begins with sk-router-' };
const ROUTER_HOST: Spoken = { dialect: llmRouter, because: 'the Host is LLM Router’s' };
const OTHERWISE: Record<'anthropic' | 'llm-router', Spoken> = {
  anthropic: { dialect: anthropic, because: 'the path, and nothing in the request speaks for LLM Router' },
  'llm-router': { dialect: llmRouter, because: 'the option v1Dialect' },
};
