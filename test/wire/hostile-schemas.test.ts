import { describe, expect, test } from 'vitest';
import { compileUserSchema } from '../../src/contract/user-schema.ts';
import { replyViolations } from '../../src/contract/validator.ts';
import type { Message } from '../../src/message/message.ts';
import { HOSTILE_SCHEMAS, type Schema } from '../support/hostile-schemas.ts';
import { ask, type Body, DOOR_NAMES, type DoorName, mockOf, post } from '../support/wire.ts';

const tool = (schema: Schema, more: Body = {}) => ({ name: 'hostile', input_schema: schema, ...more });

/** Every way in which a request may carry a schema. */
const WAYS: Readonly<Record<string, (schema: Schema) => Body>> = {
  'tool that must be called': (schema) => ({
    tools: [tool(schema)],
    tool_choice: { type: 'tool', name: 'hostile' },
  }),
  'strict tool': (schema) => ({ tools: [tool(schema, { strict: true })], tool_choice: { type: 'any' } }),
  'output format': (schema) => ({ output_config: { format: { type: 'json_schema', schema } } }),
};

/** What was made for the schema: the arguments of the call, or the value of the text. */
function madeIn({ content }: Message): unknown {
  const call = content.find((block) => block.type === 'tool_use');
  if (call?.type === 'tool_use') return call.input;
  const text = content.find((block) => block.type === 'text');
  return text?.type === 'text' ? JSON.parse(text.text) : undefined;
}

/** A valid value, or a refusal of the caller in the dialect's envelope; never anything else. */
async function expectAnswer(
  door: DoorName,
  schema: Schema,
  way: (schema: Schema) => Body,
): Promise<'made' | 'refused'> {
  const body = ask(door, { max_tokens: 60_000, ...way(schema) });
  const response = await post(mockOf(), door, body);
  if (response.status !== 200) {
    expect(response.status).toBe(400);
    expect(await replyViolations(door, 'error', JSON.parse(response.text))).toEqual([]);
    return 'refused';
  }
  const message = JSON.parse(response.text) as Message;
  expect(message.stop_reason).toMatch(/^(?:tool_use|end_turn)$/);
  const compiled = await compileUserSchema(schema);
  expect(compiled.ok && compiled.violations(madeIn(message))).toEqual([]);
  return 'made';
}

const cases = Object.entries(HOSTILE_SCHEMAS).flatMap(([what, { schema, makes }]) =>
  Object.entries(WAYS).map(([name, way]) => ({ what, name, way, schema, makes })),
);

describe('a hostile schema', () => {
  test.each(cases)('($what) of a $name gets a valid value or a clear 400', async ({ schema, makes, way }) => {
    expect(await expectAnswer('anthropic', schema(), way)).toBe(makes ? 'made' : 'refused');
  });

  test.each(DOOR_NAMES)('is answered alike by %s', async (door) => {
    for (const { schema, makes } of Object.values(HOSTILE_SCHEMAS)) {
      const answered = await expectAnswer(door, schema(), WAYS['tool that must be called']!);
      expect(answered).toBe(makes ? 'made' : 'refused');
    }
  });

  test('does not keep other requests from being answered', async () => {
    const mock = mockOf();
    const hostile = Object.values(HOSTILE_SCHEMAS).map(({ schema }) =>
      post(mock, 'anthropic', ask('anthropic', WAYS['strict tool']!(schema()))),
    );
    const plain = await post(mock, 'anthropic', ask('anthropic'));
    expect(plain.status).toBe(200);
    for (const { status } of await Promise.all(hostile)) expect([200, 400]).toContain(status);
  });
});

test('a schema of hundreds of thousands of parts is refused for its size, wherever it stands', async () => {
  const properties = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`p${index}`, {}]));
  const schema = { type: 'object', properties };
  for (const [way, path] of [
    [{ tools: [tool({ type: 'object' }), tool(schema)] }, 'tools.1.input_schema'],
    [{ output_config: { format: { type: 'json_schema', schema } } }, 'output_config.format.schema'],
  ] as const) {
    const { status, headers, text } = await post(mockOf(), 'anthropic', ask('anthropic', way));
    expect([status, JSON.parse(text).error.message]).toEqual([400, 'Schema is too complex for compilation.']);
    const reason = { path, code: 'schema-too-large', actual: expect.stringContaining('20000 parts') };
    expect(JSON.parse(headers['x-mock-violations']!)).toMatchObject([reason]);
  }
});
