/** What random requests are filled with: words, models, media and schemas that the rules of the services let pass. */
import type { Random } from '../../src/random.ts';
import type { DoorName } from './wire.ts';

const MODELS: Readonly<Record<DoorName, readonly string[]>> = {
  anthropic: ['claude-sonnet-4-6', 'claude-haiku-4-5', 'claude-opus-4-8', 'claude-opus-5', 'claude-3-7-sonnet-latest'],
  openrouter: [
    'anthropic/claude-sonnet-4.6',
    'anthropic/claude-opus-5',
    'openai/gpt-5-mini',
    'deepseek/deepseek-chat-v3.1:free',
    'openrouter/auto',
    'acme/unheard-of',
  ],
  'llm-router': [
    'anthropic/claude-sonnet-4.6',
    'openai/gpt-5-mini',
    'anthropic/claude-opus-4.8:planning:openai/gpt-5-mini',
  ],
};

const SENTENCES = [
  'What is the weather in Paris today?',
  'Write a short poem about rivers and the sea.',
  'Explain why the build fails, step by step.',
  'Übersetze das ins Japanische: 本当にありがとう 🙏',
  'The grass is green. The sky is blue, and the sun is far away.',
  '```ts\nconst answer = 42;\n```\nWhat does this print?',
  'Search the archive for bridges built before 1900.',
  'Search the web for news about the Rhine and the Danube.',
  'Calculate 6 * 7 by running code, and write the result to notes.md.',
  'Read https://example.com/rivers and ask an advisor for a plan.',
  'Run a bash command that lists the files.',
  'Ask the MCP server for old maps.',
];

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
).toString('base64');

const PERSON = {
  type: 'object',
  properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' }, age: { type: 'integer' } },
  required: ['name', 'email'],
  additionalProperties: false,
};
const SCHEMAS = [
  PERSON,
  { type: 'object', properties: {}, additionalProperties: false },
  {
    type: 'object',
    properties: {
      city: { type: 'string' },
      unit: { enum: ['celsius', 'fahrenheit'] },
      days: { type: 'array', items: { type: 'integer' } },
    },
    required: ['city', 'unit'],
    additionalProperties: false,
  },
  {
    type: 'object',
    $defs: { node: { type: 'object', properties: { label: { type: 'string' }, next: { $ref: '#/$defs/node' } } } },
    properties: {
      tree: { $ref: '#/$defs/node' },
      when: { type: 'string', format: 'date-time' },
      where: { anyOf: [{ type: 'string', format: 'uri' }, { type: 'null' }] },
      code: { type: 'string', pattern: '^[A-Z]{2}-[0-9]{3}$' },
      share: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
      tags: { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 2, uniqueItems: true },
    },
    required: ['tree', 'code', 'tags'],
  },
];

type Holder = Readonly<Record<string, unknown>>;
type Leaf = (random: Random, holder: Holder, door: DoorName) => unknown;

const sentence: Leaf = (random) => random.pick(SENTENCES);
const domains: Leaf = (random) => random.pick([['example.com'], ['docs.example.org', 'example.com'], null]);

/** By property name; a row wins over the schema wherever the schema wants what the row gives. */
const LEAVES: Readonly<Record<string, Leaf>> = {
  model: (random, _holder, door) => random.pick(MODELS[door]),
  models: (random, _holder, door) => [random.pick(MODELS[door])],
  text: sentence,
  content: sentence,
  thinking: sentence,
  cited_text: sentence,
  system: sentence,
  title: () => 'A title',
  data: (_random, holder) =>
    holder['media_type'] === 'text/plain' ? SENTENCES[4] : holder['media_type'] === 'application/pdf' ? PDF : PNG,
  url: () => 'https://example.com/picture.png',
  source: () => 'https://example.com/archive',
  media_type: () => 'image/png',
  input_schema: (random) => random.pick(SCHEMAS),
  schema: (random) => random.pick(SCHEMAS),
  input_examples: () => [],
  input: (random) => random.pick<object>([{}, { query: 'bridges' }, { city: 'Paris', days: [1, 2] }]),
  max_tokens: (random) => random.pick([1, 6, 40, 400, 2000, 8000]),
  stop_sequences: (random) => random.pick([['END'], ['e'], [' the', 'zz'], []]),
  timezone: () => 'Europe/Paris',
  country: () => 'FR',
  allowed_domains: domains,
  blocked_domains: domains,
  mcp_server_name: () => 'archive',
  temperature: () => 1,
  top_p: () => 0.99,
  only: (random) => random.pick([['anthropic', 'openai', 'deepseek'], null]),
  max_price: () => ({ prompt: '100' }),
  total: () => 30_000,
  remaining: () => 20_000,
};

/** What stands at this property, or nothing when the schema decides. */
export function leafOf(key: string, schema: Holder, holder: Holder, random: Random, door: DoorName): unknown {
  if (!Object.hasOwn(LEAVES, key) || 'const' in schema) return undefined;
  if (Array.isArray(schema['enum']) && key !== 'media_type') return undefined;
  const value = LEAVES[key]!(random, holder, door);
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const wanted = schema['type'] ?? (schema['enum'] ? 'string' : undefined);
  return kind === wanted || (kind === 'number' && wanted === 'integer') ? value : undefined;
}
