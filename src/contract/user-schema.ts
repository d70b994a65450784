/** Compiles the JSON Schemas of users: a tool's `input_schema`, `output_config.format.schema`, the condition `schema` of a stub. */
import { createRequire } from 'node:module';
import { LRUCache } from 'lru-cache';
import type { Violation } from '../errors.ts';
import { CONST, ENUM } from './equal-values.ts';
import { FORMATS } from './formats.ts';
import { guardedRegExp } from './guarded-regexp.ts';
import { refuseSchema } from './schema-size.ts';
import { UNIQUE_ITEMS } from './unique-items.ts';
import { toViolations } from './violation.ts';
import type { SchemaError } from './wording.ts';

export type UserSchema =
  | { ok: true; violations(value: unknown): Violation[] }
  | {
      ok: false;
      /** Is it refused for its size alone? It may be valid then. */
      tooComplex: boolean;
      /** For people: what is wrong with the schema. */
      reason: string;
    };

type Ajv = Pick<typeof import('ajv/dist/2020.js'), 'Ajv2020'>;

type Validate = ((value: unknown) => boolean) & { errors?: SchemaError[] | null };

/** References followed while checking one value. A schema of a few lines can ask for 2^n of them. */
const MAX_STEPS = 100_000;

/** As in the validators of the contract: enough findings, and a loop stops. */
const ENOUGH_ERRORS = 100;

/** The code of the one violation that is found where a check has no end. */
export const ENDLESS = 'endless';

/** Name of the keyword that counts steps. */
const STEP = 'stuntdouble:step';

const cache = new LRUCache<string, UserSchema>({
  max: 200,
  maxSize: 2_000_000,
  sizeCalculation: (_schema, text) => text.length,
});

/** Compiles one schema at a time and forgets it: `$id`s of different requests must not meet, nor stay. */
let compiler: ((schema: object) => Validate) | undefined;
let stepsLeft = 0;

/**
 * Compiles `schema` as JSON Schema 2020-12. Never throws and never fetches: a schema that is invalid, too large, or refers to
 * another document comes back with `ok: false` and the reason. Compiled schemas are kept by their JSON text.
 * @example
 * const compiled = await compileUserSchema({ type: 'object', required: ['city'] });
 * if (compiled.ok) compiled.violations({})[0].words; // 'Field required'
 */
export async function compileUserSchema(schema: object): Promise<UserSchema> {
  if (!compiler) {
    // Loading Ajv takes a while, in which others are answered, and may have made the compiler.
    const ajv = await import('ajv/dist/2020.js');
    compiler ??= newCompiler(ajv);
  }
  return compileUserSchemaNow(schema);
}

/** The same for those who cannot wait: the first call holds everything up while Ajv is loaded, about 60 ms. */
export function compileUserSchemaNow(schema: object): UserSchema {
  const refusal = refuseSchema(schema);
  if (refusal !== undefined) return { ok: false, tooComplex: true, reason: refusal };
  const text = JSON.stringify(schema);
  const known = cache.get(text);
  if (known !== undefined) return known;
  compiler ??= newCompiler(createRequire(import.meta.url)('ajv/dist/2020.js') as Ajv);
  const compiled = compileWith(compiler, text);
  cache.set(text, compiled);
  return compiled;
}

function compileWith(compile: (schema: object) => Validate, text: string): UserSchema {
  try {
    const validate = compile(withSteps(JSON.parse(text)));
    return { ok: true, violations: (value) => violationsOf(validate, value) };
  } catch (error) {
    return { ok: false, tooComplex: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function violationsOf(validate: Validate, value: unknown): Violation[] {
  stepsLeft = MAX_STEPS;
  try {
    if (validate(value)) return [];
    const errors = validate.errors ?? [];
    validate.errors = null;
    return toViolations(errors, value);
  } catch {
    // Out of steps or of stack: the schema refers to itself without end, or the value is nested too deep to follow.
    const words = 'Input takes too many steps to check against the schema';
    return [
      {
        path: [],
        code: ENDLESS,
        expected: 'a value the schema can be applied to',
        actual: 'endless references',
        words,
      },
    ];
  }
}

/**
 * A copy without `$schema` (tools made with zod say draft-07, which the service accepts), in which every reference counts a step.
 * The size is known to be modest by now, so plain recursion is safe.
 */
function withSteps(schema: Record<string, unknown>): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = schema;
  // Without an $id Ajv could find `#` only in a schema that it keeps.
  return { $id: 'stuntdouble:user-schema', ...(counted(rest) as object) };
}

function counted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(counted);
  if (typeof node !== 'object' || node === null) return node;
  const copy: [string, unknown][] = Object.entries(node).map(([key, value]) => [
    key,
    LITERAL.has(key) ? value : counted(value),
  ]);
  const refers = typeof (node as Record<string, unknown>)['$ref'] === 'string' || '$dynamicRef' in node;
  // fromEntries defines properties, so that a key `__proto__` stays a key.
  return Object.fromEntries(refers ? [[STEP, true], ...copy] : copy);
}

/** Under these keywords stand values, not schemas. */
const LITERAL = new Set(['const', 'enum', 'default', 'examples']);

function newCompiler({ Ajv2020 }: Ajv): (schema: object) => Validate {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    addUsedSchema: false,
    // Inlined, a large definition would be compiled again for each of a thousand references.
    inlineRefs: false,
    // Otherwise `{}` fails a schema that describes an optional property `toString`, which every object inherits.
    ownProperties: true,
    messages: false,
    logger: false,
    formats: FORMATS,
    // Optimizing doubles the time to compile; most of these validators run a handful of times.
    code: { regExp: guardedRegExp, process: boundedLoops, optimize: false },
  });
  for (const own of [CONST, ENUM, UNIQUE_ITEMS]) ajv.removeKeyword(own.keyword).addKeyword(own);
  ajv.addKeyword({ keyword: STEP, validate: takeStep, errors: false });
  return (schema) => {
    try {
      return ajv.compile(schema) as Validate;
    } finally {
      ajv.removeSchema(schema);
    }
  };
}

function takeStep(): boolean {
  stepsLeft--;
  if (stepsLeft < 0) throw new RangeError('too many steps');
  return true;
}

/** The same cut as in scripts/generate: once enough is found, the rest of a list adds nothing. */
function boundedLoops(code: string): string {
  return code
    .replace(/for\(let (i\d+)=0; \1<(len\d+); \1\+\+\)\{/g, `for(let $1=0; $1<$2 && errors < ${ENOUGH_ERRORS}; $1++){`)
    .replace(/for\(const (key\d+) of Object\.keys\((data\d*)\)\)\{/g, `$&if(errors >= ${ENOUGH_ERRORS})break;`);
}
