/** `provider` of an OpenRouter request: which providers of a model may answer it, and who of them comes first. */
import type { ModelTraits } from '../model.ts';
import { isMeant, type Provider, providersOf } from './routing-providers.ts';

/** The part of `provider` that decides something here. Nulls mean the same as nothing. */
export interface ProviderPreferences {
  order?: readonly string[] | null;
  only?: readonly string[] | null;
  ignore?: readonly string[] | null;
  allow_fallbacks?: boolean | null;
  sort?: string | { by?: string | null } | null;
}

export interface Eligible {
  /** The one that answers first. */
  providers: readonly Provider[];
  /** When there is none: which field shut all of them out, and what it says. */
  excludedBy?: { field: 'only' | 'ignore' | 'order'; list: readonly string[] };
}

/** Entries of a list that are looked at: there are fewer providers than these. */
const MOST_READ = 200;

const BY: Readonly<Record<string, (one: Provider, other: Provider) => number>> = {
  latency: (one, other) => one.latency - other.latency,
  throughput: (one, other) => other.throughput - one.throughput,
};

/**
 * The providers that may answer, in the order in which they are asked. `only` and `ignore` take away, `order` moves to the front
 * (and takes the rest away with `allow_fallbacks: false`), `sort` or a `:nitro` behind the model sorts; by price all are equal.
 * Source: OpenRouter's page on provider selection.
 */
export function eligible(model: ModelTraits, preferences: ProviderPreferences, requested: string): Eligible {
  const { allow_fallbacks } = preferences;
  const [order, only, ignore] = [preferences.order, preferences.only, preferences.ignore].map((list) =>
    list?.slice(0, MOST_READ),
  );
  const meant = (list: readonly string[], provider: Provider): boolean =>
    list.some((entry) => isMeant(entry, provider));
  let providers: readonly Provider[] = providersOf(model);
  if (only?.length) {
    providers = providers.filter((provider) => meant(only, provider));
    if (providers.length === 0) return { providers, excludedBy: { field: 'only', list: only } };
  }
  if (ignore?.length) {
    providers = providers.filter((provider) => !meant(ignore, provider));
    if (providers.length === 0) return { providers, excludedBy: { field: 'ignore', list: ignore } };
  }
  const by = sortOf(preferences, requested);
  const sorting = by !== undefined && Object.hasOwn(BY, by) ? BY[by] : undefined;
  if (sorting) providers = [...providers].sort(sorting);
  if (!order?.length) return { providers };
  const listed = order.flatMap((entry) => providers.filter((provider) => isMeant(entry, provider)));
  const rest = allow_fallbacks === false ? [] : providers.filter((provider) => !listed.includes(provider));
  providers = [...new Set([...listed, ...rest])];
  return providers.length > 0 ? { providers } : { providers, excludedBy: { field: 'order', list: order } };
}

function sortOf({ sort }: ProviderPreferences, requested: string): string | undefined {
  if (typeof sort === 'string') return sort;
  return sort?.by ?? (requested.endsWith(':nitro') ? 'throughput' : undefined);
}
