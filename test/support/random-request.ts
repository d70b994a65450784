/** Seeded random requests, drawn from the request schema of each dialect and then mended where the rules forbid what it allows. */
import { readFileSync } from 'node:fs';
import { createRandom, type Random } from '../../src/random.ts';
import { WISHES } from '../../src/wish.ts';
import { leafOf } from './random-leaves.ts';
import { randomMessages } from './random-messages.ts';
import { randomValue, type Schema, type Walk } from './random-schema-value.ts';
import type { Body, DoorName } from './wire.ts';

type Fields = Record<string, unknown>;

const schemas = new Map<DoorName, Schema>();

function schemaOf(door: DoorName): Schema {
  const path = new URL(`../../schemas/${door}/request.schema.json`, import.meta.url);
  const schema = schemas.get(door) ?? (JSON.parse(readFileSync(path, 'utf8')) as Schema);
  schemas.set(door, schema);
  return schema;
}

/** The request of a seed. Most are accepted; what only a model's own rules forbid is left in, for the server to refuse. */
export function randomRequest(door: DoorName, seed: string): Body {
  const random = createRandom(`request ${door} ${seed}`);
  const root = schemaOf(door);
  const walk: Walk = {
    root,
    random,
    leaf: (key, schema, holder) => (key === 'messages' ? [] : leafOf(key, schema, holder, random, door)),
  };
  const body = randomValue(root, walk, 'request') as Fields;
  body['model'] = leafOf('model', { type: 'string' }, {}, random, door);
  if (random.chance(0.6)) body['tools'] ??= randomValue((root['properties'] as Fields)['tools'], walk, 'tools');
  mendTools(body, random);
  mendServers(body);
  body['messages'] = randomMessages(walk, (body['tools'] ?? []) as Fields[]);
  mendThinking(body, random);
  mendSampling(body, random);
  mendMarkers(body);
  mendCitations(body, random);
  // Threads are not kept, and whether to stream is for the test to say.
  for (const key of ['thread', 'stream', 'fallback_credit_token']) delete body[key];
  if (random.chance(0.15)) body['model'] = `${String(body['model'])}:mock-${random.pick(WISHES).name}`;
  if (body['models'] && body['fallbacks']) delete body['fallbacks'];
  if (Array.isArray(body['fallbacks']))
    body['fallbacks'] = body['fallbacks'].slice(0, 3).map(({ model }) => ({ model }));
  return body;
}

/** Unique names, one list of domains, and a choice that names a tool there is. */
function mendTools(body: Fields, random: Random): void {
  const tools = (body['tools'] ?? []) as Fields[];
  const seen = new Set<unknown>();
  body['tools'] = tools.flatMap((tool, index) => {
    if ('input_schema' in tool) tool['name'] = `${random.pick(['get_weather', 'search', 'send_mail'])}_${index}`;
    if (tool['allowed_domains']) delete tool['blocked_domains'];
    // Deferred tools need a tool that searches for them, and tools that only code may call need code that runs.
    if (random.chance(0.8)) delete tool['defer_loading'];
    if (random.chance(0.8)) delete tool['allowed_callers'];
    const name = tool['name'] ?? tool['type'];
    if (seen.has(name)) return [];
    seen.add(name);
    return [tool];
  });
  const choice = body['tool_choice'] as Fields | undefined;
  const named = (body['tools'] as Fields[]).filter((tool) => typeof tool['name'] === 'string');
  if (named.length === 0) delete body['tool_choice'];
  else if (choice?.['type'] === 'tool') choice['name'] = random.pick(named)['name'];
  if ((body['tools'] as Fields[]).length === 0) delete body['tools'];
}

/** Where there is a toolset, there is its server and no other; names are unique. */
function mendServers(body: Fields): void {
  const tools = (body['tools'] ?? []) as Fields[];
  const used = tools.find(({ type }) => type === 'mcp_toolset')?.['mcp_server_name'];
  const servers = (body['mcp_servers'] ?? []) as Fields[];
  const named = servers.map((server, at) => ({ ...server, name: at === 0 ? 'archive' : `archive_${at}` }));
  const archive = { type: 'url', url: 'https://archive.example.com/mcp', name: 'archive' };
  if (used !== undefined) body['mcp_servers'] = [{ ...archive, ...named[0], name: used }];
  else if (named.length > 0) body['mcp_servers'] = named;
}

function mendThinking(body: Fields, random: Random): void {
  const thinking = body['thinking'] as Fields | undefined;
  if (!thinking || typeof thinking !== 'object') return;
  delete thinking['binding'];
  if (thinking['type'] !== 'enabled') return;
  thinking['budget_tokens'] = random.int(1024, 3000);
  body['max_tokens'] = random.int(3100, 9000);
  delete body['tool_choice'];
  if (body['model'] === 'claude-opus-4-8' || body['model'] === 'claude-opus-5') body['model'] = 'claude-haiku-4-5';
}

function mendSampling(body: Fields, random: Random): void {
  // Many models take no top_k at all.
  if (random.chance(0.7)) delete body['top_k'];
  if (body['temperature'] !== undefined) delete body['top_p'];
}

/** At most four markers, and none that orders times to live. */
function mendMarkers(body: Fields): void {
  let left = 'cache_control' in body ? 3 : 4;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const fields = value as Fields;
    if (fields['cache_control']) {
      if (left-- > 0) fields['cache_control'] = { type: 'ephemeral' };
      else delete fields['cache_control'];
    }
    for (const entry of Object.values(fields)) visit(entry);
  };
  for (const key of ['tools', 'system', 'messages']) visit(body[key]);
  if (body['cache_control']) body['cache_control'] = { type: 'ephemeral' };
}

/** Citations are on for all documents or for none. */
function mendCitations(body: Fields, random: Random): void {
  const enabled = random.chance(0.4);
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const fields = value as Fields;
    if (fields['type'] === 'document' || fields['type'] === 'search_result') {
      if (enabled) fields['citations'] = { enabled };
      else delete fields['citations'];
    }
    for (const entry of Object.values(fields)) visit(entry);
  };
  visit(body['messages']);
  // Structured output and citations exclude one another.
  const config = body['output_config'] as Fields | undefined;
  if (enabled && config) delete config['format'];
  if (enabled) delete body['output_format'];
}
