/** The model catalogue: what a model id of any spelling stands for, and the list of models. */
import { LRUCache } from 'lru-cache';
import type { ModelPrice, ModelTraits } from '../model.ts';
import { type ModelId, parseModelId } from './model-id.ts';
import { ANTHROPIC_MODELS } from './models-anthropic.ts';
import { OTHER_MODELS, unknownModel } from './models-other.ts';

// Stable: rows of one day keep the order of the tables.
const NEWEST_FIRST: readonly ModelTraits[] = [...ANTHROPIC_MODELS, ...OTHER_MODELS].sort((a, b) =>
  a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0,
);

const CLAUDE = new Map<string, ModelTraits>();
for (const model of ANTHROPIC_MODELS) {
  const key = parseModelId(model.id).claude ?? model.id;
  CLAUDE.set(key, model);
  // The rows are newest first, so the first of a family is its `-latest`.
  const latest = `${key.slice(0, key.indexOf('-'))}-latest`;
  if (!CLAUDE.has(latest)) CLAUDE.set(latest, model);
}

const OTHER = new Map<string, ModelTraits>();
for (const model of OTHER_MODELS) {
  OTHER.set(model.slug, model);
  OTHER.set(model.slug.slice(model.slug.indexOf('/') + 1), model);
}

// OpenRouter's canonical slugs and OpenAI's snapshots end in a date, with or without dashes.
const DATE = /-(\d{8}|\d{4}-\d{2}-\d{2})$/;
const FREE: ModelPrice = { input: 0, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 };

// Traits are cheap to make, but they are asked for with every request. An endless stream of ids must not fill the memory.
const REMEMBERED = new LRUCache<string, ModelTraits>({ max: 500 });
const LONGEST_REMEMBERED = 200;

function multiplied(price: ModelPrice, factor: number): ModelPrice {
  const times = (value: number | null): number | null => (value === null ? null : value * factor);
  return {
    input: price.input * factor,
    output: price.output * factor,
    cacheWrite5m: times(price.cacheWrite5m),
    cacheWrite1h: times(price.cacheWrite1h),
    cacheRead: times(price.cacheRead),
  };
}

function fastSibling(model: ModelTraits, factor: number): ModelTraits {
  return {
    ...model,
    slug: `${model.slug}-fast`,
    canonicalSlug: undefined,
    displayName: `${model.displayName} (Fast)`,
    price: multiplied(model.price, factor),
  };
}

function lookUp(id: ModelId): ModelTraits {
  const lower = id.base.toLowerCase();
  const found =
    (id.claude === undefined ? undefined : CLAUDE.get(id.claude)) ??
    OTHER.get(lower) ??
    OTHER.get(lower.replace(DATE, ''));
  if (found === undefined) return unknownModel(id.base);
  if (!id.fast) return found;
  return found.fastPriceFactor === undefined ? unknownModel(id.base) : fastSibling(found, found.fastPriceFactor);
}

function resolve(id: ModelId): ModelTraits {
  const model = lookUp(id);
  return id.variant === 'free' ? { ...model, slug: `${model.slug}:free`, price: FREE } : model;
}

/** Does an extra model answer to this id, as sent or without its decorations? */
function named(model: ModelTraits, id: string, base: string): boolean {
  return model.id === id || model.slug === id || model.id === base || model.slug === base;
}

/**
 * The traits of a model, whatever its id looks like. Never throws: an id nobody knows has permissive traits and `known: false`.
 * Variants other than `:free` (whose prices are zero) change nothing. Of `executor:planning:planner`, the executor counts.
 *
 * @param options.extra models of the user's own, which come before the catalogue's
 * @example resolveModel('anthropic/claude-4.5-sonnet-20250929').id // 'claude-sonnet-4-5-20250929'
 */
export function resolveModel(id: string, options: { extra?: readonly ModelTraits[] } = {}): ModelTraits {
  if (options.extra !== undefined && options.extra.length > 0) {
    const { base } = parseModelId(id);
    const own = options.extra.find((model) => named(model, id, base));
    if (own !== undefined) return own;
  }
  const remembered = REMEMBERED.get(id);
  if (remembered !== undefined) return remembered;
  const model = resolve(parseModelId(id));
  if (id.length <= LONGEST_REMEMBERED) REMEMBERED.set(id, model);
  return model;
}

/** Every model of the catalogue, newest first; retired ones too (see `retired`), without variants and `-fast` siblings. */
export function listModels(): readonly ModelTraits[] {
  return NEWEST_FIRST;
}
