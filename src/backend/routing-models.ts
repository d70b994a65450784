/** Which models an OpenRouter request may be answered by: the one it names, the one a router chooses, and its fallbacks. */
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import { digest } from '../random.ts';

export type Strategy =
  | 'direct'
  | 'auto'
  | 'free'
  | 'latest'
  | 'alias'
  | 'fallback'
  | 'pareto'
  | 'bodybuilder'
  | 'fusion';

/** Routers, and the models among which each chooses. Believable rather than faithful: the services' own choices change weekly. */
const ROUTERS: Readonly<Record<string, { strategy: Strategy; models: readonly string[] }>> = {
  'openrouter/auto': {
    strategy: 'auto',
    models: ['anthropic/claude-sonnet-4.6', 'openai/gpt-5-mini', 'google/gemini-3.1-pro-preview'],
  },
  'openrouter/auto-beta': {
    strategy: 'auto',
    models: ['anthropic/claude-sonnet-4.6', 'openai/gpt-5.4', 'moonshotai/kimi-k2.5'],
  },
  'openrouter/free': { strategy: 'free', models: ['moonshotai/kimi-k2.5:free', 'deepseek/deepseek-chat-v3.1:free'] },
  'openrouter/pareto-code': { strategy: 'pareto', models: ['anthropic/claude-sonnet-4.6', 'openai/gpt-5.4'] },
  'openrouter/bodybuilder': { strategy: 'bodybuilder', models: ['openai/gpt-5-mini'] },
  'openrouter/fusion': { strategy: 'fusion', models: ['anthropic/claude-sonnet-4.6'] },
};

/** The plugin that narrows the choice of a router. The wrong one is ignored. */
const PLUGINS: Readonly<Record<string, string>> = {
  'openrouter/auto': 'auto-router',
  'openrouter/auto-beta': 'auto-beta-router',
};

/** More fallbacks than these are not looked at: a body may list a million. */
const MOST_TRIED = 32;

export interface Candidate {
  id: string;
  /** Is it one of `models` or `fallbacks`, rather than what was asked for or what its router chose? */
  fallback: boolean;
}

/** The models to try, in order: what was asked for, or what its router makes of it; then `models` or `fallbacks`. */
export function candidates(request: MessagesRequest): Candidate[] {
  const listed = Array.isArray(request['models']) ? request['models'] : request['fallbacks'];
  const further = (Array.isArray(listed) ? listed : []).slice(0, MOST_TRIED).flatMap((entry: unknown) => {
    const id = typeof entry === 'object' && entry !== null ? (entry as { model?: unknown }).model : entry;
    return typeof id === 'string' && id !== '' ? concrete(id, request) : [];
  });
  const own = concrete(request.model, request);
  return [...new Set([...own, ...further])].map((id) => ({ id, fallback: !own.includes(id) }));
}

/** How the answering model was found. */
export function strategyOf(requested: string, { slug, known }: ModelTraits): Strategy {
  if (Object.hasOwn(ROUTERS, requested)) return ROUTERS[requested]!.strategy;
  if (requested.startsWith('~') || requested.endsWith('-latest')) return 'latest';
  // A variant or preset behind the slug names a route to the same model, not another name of it.
  const bare = (id: string): string => id.split(/[:@]/)[0]!;
  return known && bare(requested) !== bare(slug) ? 'alias' : 'direct';
}

/** The id itself or, of a router, the models among which it chooses, the one that suits this conversation first. */
function concrete(id: string, request: MessagesRequest): string[] {
  if (!Object.hasOwn(ROUTERS, id)) return [id];
  const { models } = ROUTERS[id]!;
  const { allowed, excluded } = narrowing(id, request);
  const within = models.filter((model) => !excluded.some((pattern) => fits(model, pattern)));
  const wanted =
    allowed.length === 0 ? within : within.filter((model) => allowed.some((pattern) => fits(model, pattern)));
  // A caller may allow models that the router would not think of.
  const named = allowed.filter((pattern) => !pattern.includes('*') && !excluded.includes(pattern));
  const choice = wanted.length > 0 ? wanted : named.length > 0 ? named.slice(0, MOST_TRIED) : models;
  const first = Number.parseInt(digest(id, stickyKey(request)).slice(0, 8), 16) % choice.length;
  return [...choice.slice(first), ...choice.slice(0, first)];
}

/** What stays the same all through a conversation, so that the router stays with its model (messages-api section 7.4). */
function stickyKey({ session_id, system, messages }: MessagesRequest): string {
  if (typeof session_id === 'string') return session_id;
  const list = Array.isArray(messages) ? messages : [];
  const first = list.find(({ role }) => role !== 'system');
  return JSON.stringify([system ?? list.find(({ role }) => role === 'system')?.content, first?.content]);
}

function narrowing(id: string, request: MessagesRequest): { allowed: string[]; excluded: string[] } {
  const plugins = Array.isArray(request['plugins']) ? (request['plugins'] as Record<string, unknown>[]) : [];
  const plugin = plugins.find((entry) => entry['id'] === PLUGINS[id] && entry['enabled'] !== false);
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string' && entry !== '') : [];
  return { allowed: texts(plugin?.['allowed_models']), excluded: texts(plugin?.['excluded_models']) };
}

/** Patterns end in a star: `anthropic/*`. */
function fits(model: string, pattern: string): boolean {
  return pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern;
}
