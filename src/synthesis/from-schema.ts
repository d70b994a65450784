/** A value for a JSON Schema that the caller sent: tamed, filled by json-schema-faker, and checked against the original by Ajv. */
import { generateSync } from 'json-schema-faker';
import { compileUserSchema, ENDLESS } from '../contract/user-schema.ts';
import { ApiError } from '../errors.ts';
import type { Random } from '../random.ts';
import { seedFaker } from './faker-values.ts';
import { minimalValue } from './minimal-value.ts';
import { tame } from './tame-schema.ts';
import { isSchema, type Tame, type Taming } from './taming.ts';
import { valuesIn } from './values-in.ts';
import { wishesIn } from './wishes.ts';

export interface Wanted {
  /** Where the schema stands in the request, for the message of the refusal: `tools.0.custom.input_schema`. */
  path: string;
  /** The newest text of the user: its words are used where they fit. */
  asked: string;
  /** The subject of this value, when the text names several. */
  about: string | null;
  random: Random;
  /** Probability that an optional property is filled. */
  optional: number;
}

/** Schemas visited in one attempt, and in all together: real ones have tens, hostile ones unfold without end. */
const BUDGET = 3000;
const WHOLE_BUDGET = 6000;
/** Values made in one attempt. */
const MOST_VALUES = 5_000;

type Attempt = Pick<Taming, 'useWishes' | 'useExamples' | 'unroll'> & { optional: number; minimal?: boolean };

/** From the nicest to the plainest. `optional` multiplies what the caller wanted. */
const ATTEMPTS: readonly Attempt[] = [
  { useWishes: true, useExamples: true, optional: 1, unroll: 2 },
  { useWishes: true, useExamples: false, optional: 1, unroll: 2 },
  { useWishes: false, useExamples: false, optional: 1, unroll: 2 },
  { useWishes: false, useExamples: false, optional: 0, unroll: 1 },
  { useWishes: false, useExamples: false, optional: 0, unroll: 3 },
  { useWishes: false, useExamples: true, optional: 0, unroll: 1, minimal: true },
  { useWishes: false, useExamples: false, optional: 0, unroll: 2, minimal: true },
  { useWishes: false, useExamples: false, optional: 1, unroll: 2, minimal: true },
];

/**
 * Makes a value that satisfies the schema. Nothing is fetched, the work is bounded, and the value depends on its arguments alone.
 *
 * @throws ApiError `invalid_request` that names the path, when the schema is broken or no value for it could be made.
 * @example await fromSchema({ type: 'object', required: ['city'], ... }, wanted) // { city: 'Paris' }
 */
export async function fromSchema(schema: unknown, wanted: Wanted): Promise<unknown> {
  const check = await checker(schema, wanted.path);
  let budget = WHOLE_BUDGET;
  for (const [index, attempt] of ATTEMPTS.entries()) {
    const granted = Math.min(BUDGET, budget);
    const { value, left } = tryOnce(schema, attempt, wanted, wanted.random.fork(`attempt ${index}`), granted);
    const verdict = value === undefined ? 'misses' : check(value);
    if (verdict === 'fits') return value;
    budget -= granted - left;
    // Where checking has no end for one value, it has none for the next.
    if (verdict === 'endless' || budget <= 0) break;
  }
  throw new ApiError(
    'invalid_request',
    `${wanted.path}: No value could be made that satisfies this JSON Schema. It may contradict itself, or demand too much.`,
  );
}

/** The same for the arguments of a call, which are an object whatever the schema leaves open. */
export async function fillObject(schema: unknown, wanted: Wanted): Promise<Record<string, unknown>> {
  const asObject = isSchema(schema) && schema['type'] === undefined ? { ...schema, type: 'object' } : schema;
  const value = await fromSchema(asObject, wanted);
  if (isSchema(value)) return value;
  throw new ApiError('invalid_request', `${wanted.path}: The arguments of a tool must be an object.`);
}

type Verdict = 'fits' | 'misses' | 'endless';

async function checker(schema: unknown, path: string): Promise<(value: unknown) => Verdict> {
  if (!isSchema(schema)) return () => (schema === false ? 'misses' : 'fits');
  const compiled = await compileUserSchema(schema);
  if (!compiled.ok) {
    // The service's words for a grammar that grows too large; only the measure is ours.
    const words = compiled.tooComplex ? 'Schema is too complex for compilation.' : 'JSON schema is invalid:';
    throw new ApiError('invalid_request', `${path}: ${words} ${compiled.reason}`);
  }
  return (value) => {
    const [first] = compiled.violations(value);
    return first === undefined ? 'fits' : first.code === ENDLESS ? 'endless' : 'misses';
  };
}

/** One value, or undefined when this attempt has found none; and what is left of its budget. */
function tryOnce(
  schema: unknown,
  attempt: Attempt,
  wanted: Wanted,
  random: Random,
  budget: number,
): { value: unknown; left: number } {
  const makers: (() => unknown)[] = [];
  const taming: Taming = {
    ...attempt,
    root: schema,
    random,
    wishes: wishesIn(wanted.asked, wanted.about),
    optional: attempt.optional * wanted.optional,
    budget,
    tame: (part, place) => tame(part, place, taming),
    later: (make) => ({ make: [makers.push(make) - 1] }),
  };
  const make = (index: number): unknown => makers[index]?.();
  try {
    seedFaker(random.seed);
    const tamed = tame(schema, { name: '', refs: [], depth: 0, partial: false }, taming);
    const possible = tamed !== null && valuesIn(tamed) <= MOST_VALUES;
    const made = !possible
      ? undefined
      : attempt.minimal
        ? minimalValue(tamed, make)
        : generate(tamed, make, random.seed);
    return { value: made, left: taming.budget };
  } catch {
    // json-schema-faker throws on what it cannot fill; the next attempt is plainer.
    return { value: undefined, left: taming.budget };
  }
}

function generate(tamed: Tame, make: (index: number) => unknown, seed: number): unknown {
  return generateSync(tamed, {
    seed,
    // The tamed schema is bounded by itself; the library's own limits would only put nulls into it.
    maxDepth: 100,
    optionalsProbability: 0,
    extensions: { faker: { make } },
  });
}
