/** THE table of what each schema keyword means to a reader: a code, the service's words, and an expectation for people. */

/** The part of an Ajv error that the compiled validators keep. */
export interface SchemaError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

interface Wording {
  code: string;
  /** As the Anthropic service, whose schema layer is pydantic, says it. */
  words: string;
  expected: string;
}

type Row = (params: Record<string, unknown>, value: unknown) => Wording;

/** A tag or a list of values that came in a request is quoted up to this length. */
const MAX_QUOTE = 200;
const MAX_VALUES = 100;

const ROWS: Record<string, Row> = {
  required: () => ({ code: 'required', words: 'Field required', expected: 'this field' }),
  additionalProperties: () => ({ code: 'extra', words: 'Extra inputs are not permitted', expected: 'no such field' }),
  type: ({ type }) => ({
    code: 'type',
    words: `Input should be a valid ${serviceNoun(type)}`,
    expected: [type].flat().map(peopleNoun).join(' or '),
  }),
  enum: ({ allowedValues }) => oneOf(allowedValues as unknown[]),
  const: ({ allowedValue }) => oneOf([allowedValue]),
  minimum: ({ limit }) => range(`greater than or equal to ${limit}`, `at least ${limit}`),
  maximum: ({ limit }) => range(`less than or equal to ${limit}`, `at most ${limit}`),
  exclusiveMinimum: ({ limit }) => range(`greater than ${limit}`, `more than ${limit}`),
  exclusiveMaximum: ({ limit }) => range(`less than ${limit}`, `less than ${limit}`),
  multipleOf: ({ multipleOf }) => range(`a multiple of ${multipleOf}`, `a multiple of ${multipleOf}`),
  minLength: ({ limit }) =>
    length(`String should have at least ${count(limit, 'character')}`, `at least ${count(limit, 'character')}`),
  maxLength: ({ limit }) =>
    length(`String should have at most ${count(limit, 'character')}`, `at most ${count(limit, 'character')}`),
  minItems: ({ limit }, value) => items('at least', limit, value),
  maxItems: ({ limit }, value) => items('at most', limit, value),
  pattern: ({ pattern }) => ({
    code: 'pattern',
    words: `String should match pattern '${pattern}'`,
    expected: `a string matching ${pattern}`,
  }),
  discriminator: ({ tag, tagValue, tags }) => ({
    code: 'tag',
    words:
      tagValue === undefined
        ? `Unable to extract tag using discriminator '${tag}'`
        : `Input tag '${cut(plain(tagValue))}' found using '${tag}' does not match any of the expected tags: ${(tags as string[]).map((name) => `'${name}'`).join(', ')}`,
    expected: `${tag} to be one of ${(tags as string[]).map((name) => `"${name}"`).join(', ')}`,
  }),
};

/** The wording of one Ajv error; `value` is what stands at its place. Keywords that only user schemas use get a plain sentence. */
export function wording(error: Pick<SchemaError, 'keyword' | 'params'>, value: unknown): Wording {
  const row = Object.hasOwn(ROWS, error.keyword) ? ROWS[error.keyword] : undefined;
  if (row !== undefined) return row(error.params, value);
  return {
    code: 'schema',
    words: `Input does not satisfy '${error.keyword}' of the schema`,
    expected: `a value that satisfies "${error.keyword}"`,
  };
}

function oneOf(values: readonly unknown[]): Wording {
  const named = values.filter((value) => value !== null || values.length === 1).slice(0, MAX_VALUES);
  const quoted = named.map((value) => (typeof value === 'string' ? `'${value}'` : plain(value)));
  const words = quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
  const listed = named.map((value) => (typeof value === 'string' ? `"${value}"` : plain(value))).join(', ');
  return {
    code: 'enum',
    words: `Input should be ${words}`,
    expected: named.length === 1 ? listed : `one of ${listed}`,
  };
}

function range(words: string, expected: string): Wording {
  return { code: 'range', words: `Input should be ${words}`, expected };
}

function length(words: string, expected: string): Wording {
  return { code: 'length', words, expected };
}

function items(bound: string, limit: unknown, value: unknown): Wording {
  const actual = Array.isArray(value) ? value.length : 0;
  return length(
    `List should have ${bound} ${count(limit, 'item')} after validation, not ${actual}`,
    `${bound} ${count(limit, 'item')}`,
  );
}

function count(limit: unknown, noun: string): string {
  return `${limit} ${noun}${limit === 1 ? '' : 's'}`;
}

const SERVICE_NOUNS: Record<string, string> = { array: 'list', object: 'dictionary' };

/** Of `["string", "array", "null"]` the service names the richest: the list. */
function serviceNoun(type: unknown): string {
  const names = [type].flat().filter((name) => name !== 'null') as string[];
  const name =
    names.find((candidate) => candidate === 'array') ??
    names.find((candidate) => candidate === 'object') ??
    names[0] ??
    'null';
  return SERVICE_NOUNS[name] ?? name;
}

function peopleNoun(name: unknown): string {
  if (name === 'array') return 'a list';
  if (name === 'integer' || name === 'object') return `an ${name}`;
  return name === 'null' ? 'null' : `a ${name}`;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return String(value);
}

function cut(text: string): string {
  return text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)}…` : text;
}
