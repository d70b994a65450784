import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorNames } from '../../../src/error-names.ts';
import { SHAPES, shapeAt } from '../../../src/stubs/check/shapes.ts';
import { CONDITIONS } from '../../../src/stubs/conditions/conditions.ts';

interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  enum?: string[];
  $ref?: string;
  [key: string]: unknown;
}

const file = JSON.parse(readFileSync('schemas/mock/stubs.schema.json', 'utf8')) as Schema & {
  $defs: Record<string, Schema>;
};
const { Stub, When, Respond, MessageMatch, CountMatch, TextMatch, TextMatchOrPresence } = file.$defs;
const keysOf = (schema: Schema | undefined): string[] => Object.keys(schema?.properties ?? {}).sort();
const within = (schema: Schema | undefined, key: string): Schema => schema!.properties![key]!;

describe('the schema of stub files', () => {
  test('has a condition for each row of the table of conditions, and no other', () => {
    expect(keysOf(When)).toEqual(Object.keys(CONDITIONS).sort());
  });

  test.each([
    ['file', file],
    ['stub', Stub],
    ['when', When],
    ['text', TextMatch],
    ['text', TextMatchOrPresence],
    ['count', CountMatch],
    ['message', MessageMatch],
    ['message', within(When, 'message')],
    ['toolChoice', within(When, 'toolChoice')],
    ['toolResult', within(When, 'toolResult')],
    ['respond', Respond],
    ['error', within(Respond, 'error')],
    ['raw', within(Respond, 'raw')],
    ['pace', within(Respond, 'pace')],
  ] as const)('knows the keys of %s that the compiler knows, and forbids all others', (name, schema) => {
    expect(keysOf(schema)).toEqual(Object.keys(SHAPES[name]).sort());
    expect(schema?.additionalProperties).toBe(false);
  });

  test('says of every key what it means, for editors', () => {
    const silent = [file, Stub, When, Respond].flatMap((schema) =>
      Object.entries(schema?.properties ?? {}).filter(
        ([, { description, $ref }]) => !description && !file.$defs[$ref?.slice('#/$defs/'.length) ?? '']?.description,
      ),
    );
    expect(silent.map(([key]) => key)).toEqual([]);
  });

  test('knows every kind of block that a service answers with', () => {
    const kinds = ['anthropic', 'openrouter', 'llm-router'].flatMap((dialect) => {
      const schema = JSON.parse(readFileSync(`schemas/${dialect}/response.schema.json`, 'utf8')) as {
        $defs: Record<string, Schema>;
      };
      const members = schema.$defs['ContentBlock']!['oneOf'] as { $ref: string }[];
      return members.map(({ $ref }) => within(schema.$defs[$ref.split('/').at(-1)!], 'type')['const']);
    });
    expect(kinds.length).toBeGreaterThan(40);
    expect([...file.$defs['BlockType']!.enum!].sort()).toEqual([...new Set(kinds)].sort());
  });

  test('names errors in its examples that exist', () => {
    const examples = within(within(Respond, 'error'), 'type')['examples'] as string[];
    expect(errorNames()).toEqual(expect.arrayContaining(examples));
  });
});

describe('the shape at a path', () => {
  test('is found through lists, maps and nested conditions', () => {
    expect(shapeAt([])).toBe('stub');
    expect(shapeAt(['when', 'all', 0, 'not', 'text'])).toBe('text');
    expect(shapeAt(['when', 'header', 'x-run'])).toBe('text');
    expect(shapeAt(['when', 'message', 1])).toBe('message');
    expect(shapeAt(['respond', 'sequence', 2, 'error'])).toBe('error');
  });

  test('is none where keys are free', () => {
    expect(shapeAt(['when', 'schema', 'properties'])).toBeUndefined();
    expect(shapeAt(['respond', 'content', 0, 'input'])).toBeUndefined();
    expect(shapeAt(['when', 'constructor'])).toBeUndefined();
  });
});
