/** OpenRouter's way from a request to a model and a provider. Sources: messages-api section 7, OpenRouter's page on router metadata. */
import { ApiError } from '../errors.ts';
import type { MessagesRequest } from '../message/request.ts';
import type { ModelTraits } from '../model.ts';
import { candidates, strategyOf } from './routing-models.ts';
import { type Eligible, eligible, type ProviderPreferences } from './routing-preferences.ts';
import { providersOf } from './routing-providers.ts';

export interface Routing {
  /** The id of the model that answers: the one that was asked for, a router's choice, or a fallback. */
  model: string;
  /** Display name of the provider that answers. */
  provider: string;
  /** What `openrouter_metadata` tells of it. */
  metadata: Record<string, unknown>;
}

interface Endpoint {
  provider: string;
  model: string;
  selected: boolean;
}

/** The region of every answer: one that never changes. */
const REGION = 'iad';
const DOCS = 'https://openrouter.ai/docs/guides/routing/provider-selection';

/**
 * Chooses model and provider. The first model that has a provider left answers; every endpoint that could have is listed.
 *
 * @param resolve the traits of any model id
 * @throws ApiError `not_found`, with `availability` and the router's state, when the request's preferences leave no provider
 * @example route({ model: 'claude-opus-4-8', messages: [], provider: { order: ['google-vertex'] } }, resolveModel).provider // 'Google'
 */
export function route(request: MessagesRequest, resolve: (id: string) => ModelTraits): Routing {
  const preferences = (request['provider'] ?? {}) as ProviderPreferences;
  const tried = candidates(request).map(({ id, fallback }) => {
    const model = resolve(id);
    return { id, fallback, model, ...eligible(model, preferences, id) };
  });
  const at = tried.findIndex(({ providers }) => providers.length > 0);
  const chosen = tried[at];
  const available: Endpoint[] = tried.flatMap(({ model, providers }, turn) =>
    providers.map(({ name }, index) => ({ provider: name, model: model.slug, selected: turn === at && index === 0 })),
  );
  const first = tried[0]!;
  const metadata = {
    requested: request.model,
    strategy: chosen?.fallback ? 'fallback' : strategyOf(request.model, first.model),
    region: REGION,
    summary: `available=${available.length}${chosen ? `, selected=${chosen.providers[0]!.name}` : ''}`,
    attempt: chosen ? 1 : 0,
    is_byok: false,
    endpoints: { total: available.length, available },
  };
  if (!chosen)
    throw nobody(
      first.model,
      first,
      tried.map(({ model }) => model.slug),
      metadata,
    );
  return { model: chosen.id, provider: chosen.providers[0]!.name, metadata };
}

function nobody(
  model: ModelTraits,
  { excludedBy }: Eligible,
  requested_models: readonly string[],
  routing: Record<string, unknown>,
): ApiError {
  const { field, list } = excludedBy!;
  const serving = providersOf(model).map(({ slug }) => slug);
  // The wording for `only` is the service's; those for the others follow it.
  const says = field === 'ignore' ? 'excludes' : 'permits only';
  const message =
    `No allowed providers are available for the selected model. Providers serving ${model.slug}: ${serving.join(', ')}, ` +
    `but your request's provider.${field} preference ${says}: ${list.join(', ')}.`;
  const availability = {
    code: 'constraint_filtered',
    retryable: false,
    requested_models,
    affected_providers: serving,
    excluded_by: 'allowed_providers',
    constraint: { field: `provider.${field}`, detail: list.join(', ') },
    docs_url: DOCS,
  };
  return new ApiError('not_found', message, { begun: true, availability, routing });
}

/** The router's state as a refusal tells it: the endpoint that was tried has refused, so none is selected. */
export function refusedRouting(metadata: Record<string, unknown>, status: number): Record<string, unknown> {
  const { available, total } = metadata['endpoints'] as { available: readonly Endpoint[]; total: number };
  const tried = available.find(({ selected }) => selected);
  if (!tried) return metadata;
  return {
    ...metadata,
    summary: `available=${total}`,
    endpoints: { total, available: available.map((endpoint) => ({ ...endpoint, selected: false })) },
    attempts: [{ provider: tried.provider, model: tried.model, status }],
  };
}
