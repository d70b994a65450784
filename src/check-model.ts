/** Models that a user adds, held to what models can be: what rules and lists read of them must be there. */
import type { ModelPrice, ModelTraits } from './model.ts';

interface Check {
  expected: string;
  fits(value: unknown): boolean;
}

type Checks<T> = { readonly [Name in keyof Required<T>]: Check };

const text: Check = { expected: 'a text', fits: (value) => typeof value === 'string' && value !== '' };
const flag: Check = { expected: 'true or false', fits: (value) => typeof value === 'boolean' };
const date: Check = {
  expected: 'a date such as 2026-01-31T00:00:00Z',
  fits: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
};

function number(minimum: number): Check {
  const fits = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= minimum;
  return { expected: `a number from ${minimum}`, fits };
}

function optional({ expected, fits }: Check): Check {
  return { expected: `${expected}, or null`, fits: (value) => value === undefined || value === null || fits(value) };
}

function absent({ expected, fits }: Check): Check {
  return { expected, fits: (value) => value === undefined || fits(value) };
}

function oneOf(...names: readonly string[]): Check {
  return { expected: `one of ${names.join(', ')}`, fits: (value) => names.includes(value as string) };
}

function list({ expected, fits }: Check): Check {
  return { expected: `a list, each ${expected}`, fits: (value) => Array.isArray(value) && value.every(fits) };
}

function object<T>(checks: Checks<T>): Check {
  const rows = Object.entries<Check>(checks);
  return {
    expected: `an object of ${rows.map(([name, { expected }]) => `${name}: ${expected}`).join('; ')}`,
    fits(value) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      return rows.every(([name, { fits }]) => fits((value as Record<string, unknown>)[name]));
    },
  };
}

const effort = oneOf('low', 'medium', 'high', 'xhigh', 'max');

const TRAITS: Checks<Omit<ModelTraits, 'known'>> = {
  id: text,
  slug: text,
  displayName: text,
  createdAt: date,
  provider: text,
  contextWindow: number(1),
  maxOutput: number(1),
  price: object<ModelPrice>({
    input: number(0),
    output: number(0),
    cacheWrite5m: optional(number(0)),
    cacheWrite1h: optional(number(0)),
    cacheRead: optional(number(0)),
  }),
  minCacheTokens: number(0),
  thinking: object<ModelTraits['thinking']>({
    modes: list(oneOf('enabled', 'adaptive')),
    default: oneOf('on', 'off', 'always'),
    display: oneOf('summarized', 'omitted'),
    interleaved: absent(flag),
    disabledUpTo: absent(effort),
  }),
  efforts: list(effort),
  defaultEffort: effort,
  prefill: flag,
  sampling: oneOf('free', 'one', 'fixed'),
  systemMessages: flag,
  forcedTools: flag,
  toolPromptTokens: object<ModelTraits['toolPromptTokens']>({ auto: number(0), forced: number(0) }),
  tokenScale: number(0),
  canonicalSlug: text,
  outputSharesWindow: flag,
  structuredOutputs: flag,
  inputModalities: list(oneOf('text', 'image', 'file', 'audio', 'video')),
  fastPriceFactor: number(0),
  retired: flag,
};

/**
 * What is wrong with an object that describes a model, if anything is. What it leaves out it has of the model that its id resolves to;
 * names that no trait has are passed over.
 *
 * @example modelProblem({ id: 'm', maxOutput: 'many' }) // 'maxOutput of the model "m": expected a number from 1'
 */
export function modelProblem(given: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, { expected, fits }] of Object.entries<Check>(TRAITS)) {
    if (!Object.hasOwn(given, name) || given[name] === undefined || fits(given[name])) continue;
    return `${name} of the model ${JSON.stringify(String(given['id']).slice(0, 80))}: expected ${expected}`;
  }
  return undefined;
}
