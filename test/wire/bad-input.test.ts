import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { replyViolations } from '../../src/contract/validator.ts';
import { createRandom, type Random } from '../../src/random.ts';
import { samples } from '../support/samples.ts';
import { ask, type Body, DOOR_NAMES, type DoorName, mockOf, post, refusalOf } from '../support/wire.ts';

const schemaOf = (door: DoorName) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../schemas/${door}/request.schema.json`), 'utf8')) as {
    properties: Record<string, { type?: string | string[]; enum?: unknown[] }>;
  };

/** A refusal must be a 4xx in the dialect's envelope, and say what is wrong. */
async function expectRefusal(door: DoorName, body: unknown, headers?: Record<string, string>) {
  const refusal = await refusalOf(mockOf(), door, body, headers);
  expect(refusal.status).toBeGreaterThanOrEqual(400);
  expect(refusal.status).toBeLessThan(500);
  expect(await replyViolations(door, 'error', refusal.body)).toEqual([]);
  expect(refusal.body.error['message']).not.toBe('');
  return refusal;
}

/** The places of a JSON value, outermost first. */
function places(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))];
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  '',
  'x',
  '\ud800',
  [],
  {},
  [null],
  { type: 'text' },
  { type: 'nonsense' },
  { __proto__: 1 },
];

/** A body with one to three of its places removed, replaced, doubled or extended. */
function mutate(body: Body, random: Random): Body {
  const copy = structuredClone(body);
  for (let times = random.int(1, 3); times > 0; times--) {
    const place = random.pick(places(copy).filter(({ length }) => length > 0));
    const parent = place.slice(0, -1).reduce<unknown>((value, key) => (value as Body)[key], copy) as Body;
    const key = place.at(-1)!;
    const action = random.int(0, 3);
    if (action === 0 && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (action === 0) delete parent[key];
    else if (action === 1) parent[key] = structuredClone(random.pick(STRANGE));
    else if (action === 2 && Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
    else parent[`${key}_`] = structuredClone(random.pick(STRANGE));
    if (Object.keys(copy).length === 0) break;
  }
  return copy;
}

describe.each(DOOR_NAMES)('bad input to %s', (door: DoorName) => {
  test('every sample that mutations start from is accepted', async () => {
    for (const sample of samples(door)) {
      const response = await post(mockOf(), door, sample);
      expect({ status: response.status, error: response.status === 200 ? '' : response.text }).toEqual({
        status: 200,
        error: '',
      });
    }
  });

  const fields = Object.entries(schemaOf(door).properties).filter(([, { type }]) => type !== undefined);
  test.each(fields)('%s of a wrong type is refused at its place', async (field, { type }) => {
    const types = [type].flat();
    const wrong = (
      [
        ['string', 'x'],
        ['number', 1.5],
        ['boolean', true],
        ['object', { a: 1 }],
        ['array', [1]],
      ] as const
    ).filter(([name]) => !types.includes(name) && !(name === 'number' && types.includes('integer')));
    for (const [, value] of wrong) {
      const { headers, status } = await expectRefusal(door, ask(door, { [field]: value }));
      expect(status).toBe(400);
      const violations = JSON.parse(headers['x-mock-violations']!) as {
        path: string;
        expected: string;
        actual: string;
      }[];
      expect(violations.map(({ path }) => path.split('.')[0])).toContain(field);
    }
  });

  const enums: Body[] = fields.filter(([, schema]) => schema.enum).map(([field]) => ({ [field]: 'nonsense' }));
  test.each([
    ...enums,
    { messages: [{ role: 'robot', content: 'x' }] },
    // LLM Router passes on what it does not know.
    ...(door === 'llm-router' ? [] : [{ messages: [{ role: 'user', content: [{ type: 'hologram' }] }] }]),
    { tool_choice: { type: 'perhaps' } },
    { thinking: { type: 'deeply' } },
    { output_config: { effort: 'heroic' } },
    { cache_control: { type: 'ephemeral', ttl: '2h' } },
  ])('%j, out of its enum, is refused', async (changes) => {
    await expectRefusal(door, ask(door, changes));
  });

  test.each(['model', 'messages'])('a missing %s is refused', async (field) => {
    const { [field]: _, ...rest } = ask(door);
    await expectRefusal(door, rest);
  });

  test('1,000 random mutations of valid bodies give answers or refusals, never anything else', async () => {
    const random = createRandom(`mutations of ${door}`);
    const mock = mockOf();
    const statuses = new Set<number>();
    for (let round = 0; round < 1000; round++) {
      const body = mutate(random.pick(samples(door)), random);
      const response = await post(mock, door, body);
      statuses.add(response.status);
      if (response.status === 200) continue;
      expect({ body: JSON.stringify(body), status: response.status }).toMatchObject({
        status: expect.toSatisfy((s: number) => s >= 400 && s < 500),
      });
      expect(await replyViolations(door, 'error', JSON.parse(response.text))).toEqual([]);
    }
    expect(statuses).toContain(200);
    expect(statuses).toContain(400);
  }, 60_000);

  test.each([
    ['nothing', ''],
    ['truncated JSON', '{"model":"m","messages":['],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
    ['JSON that is no object', '[1]'],
    ['null', 'null'],
    ['deep nesting', `{"model":"m","max_tokens":1,"messages":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    [
      'deep nesting in a tool input',
      JSON.stringify(ask(door, { x: 0 })).replace('"x":0', `"metadata":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`),
    ],
    ['a lone quote', '"'],
  ])('%s is refused', async (_name, body) => {
    expect((await expectRefusal(door, body)).status).toBe(400);
  });

  test('keys that look like the prototype do no harm', async () => {
    const body = JSON.stringify(ask(door)).replace(
      '{',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
    );
    const { status } = await post(mockOf(), door, body);
    expect([200, 400]).toContain(status);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a body of 20 MB is answered', async () => {
    const content = 'lorem ipsum dolor '.repeat(1_200_000);
    const { status, headers } = await refusalOf(mockOf(), door, ask(door, { messages: [{ role: 'user', content }] }));
    expect(status).toBe(400);
    expect(headers['x-mock-violations']).toContain('prompt-too-long');
  }, 30_000);

  test('a body over the limit is refused with 413, packed or not', async () => {
    const mock = mockOf({ bodyLimit: 10_000 });
    const large = JSON.stringify(ask(door, { messages: [{ role: 'user', content: 'x'.repeat(20_000) }] }));
    for (const [body, headers] of [
      [large, {}],
      [gzipSync(large), { 'content-encoding': 'gzip' }],
    ] as const) {
      const { status, body: refusal } = await refusalOf(mock, door, body, headers);
      expect(status).toBe(413);
      expect(await replyViolations(door, 'error', refusal)).toEqual([]);
    }
  });

  test('a packed body is unpacked; one that is not what it says is refused', async () => {
    const body = gzipSync(JSON.stringify(ask(door)));
    expect((await post(mockOf(), door, body, { 'content-encoding': 'gzip' })).status).toBe(200);
    await expectRefusal(door, Buffer.from('not gzip'), { 'content-encoding': 'gzip' });
    await expectRefusal(door, Buffer.from('x'), { 'content-encoding': 'zstd' });
  });

  test('a body that is not JSON by its content type is refused', async () => {
    const { status } = await expectRefusal(door, JSON.stringify(ask(door)), { 'content-type': 'text/plain' });
    expect(status).toBe(415);
  });
});
