import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hugeSchema } from '../../src/rules/huge-schema.ts';

/** A schema of so many parts: itself, its keyword, the list, and the empty schemas in it. */
const options = (parts: number) => ({ anyOf: Array.from({ length: parts - 3 }, () => ({})) });
const tool = (name: string, count: number) => ({ name, input_schema: options(count) });

describe('a schema is huge', () => {
  test('from so many parts on, wherever they stand', () => {
    expect(hugeSchema({ tools: [tool('a', 3), tool('b', 20_000)] })).toBeUndefined();
    expect(hugeSchema({ tools: [tool('a', 3), tool('b', 20_001)] })).toMatchObject({
      path: ['tools', 1, 'input_schema'],
    });
    const format = { type: 'json_schema' as const, schema: options(20_001) };
    expect(hugeSchema({ output_config: { format } })?.path).toEqual(['output_config', 'format', 'schema']);
    expect(hugeSchema({ output_format: format })?.path).toEqual(['output_format', 'schema']);
    const deep = Array.from({ length: 10_001 }).reduce<object>((inner) => ({ not: inner }), {});
    expect(hugeSchema({ tools: [{ name: 'a', input_schema: { not: deep } }] })).toBeDefined();
  });

  test('not for its options, however many', () => {
    const input_schema = { enum: Array.from({ length: 300_000 }, (_, at) => at) };
    expect(hugeSchema({ tools: [{ name: 'a', input_schema }] })).toBeUndefined();
  });

  test('together with others, when they are too many', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => tool(`t${at}`, 1000));
    expect(hugeSchema({ tools: many(100) })).toBeUndefined();
    expect(hugeSchema({ tools: many(101) })).toMatchObject({
      path: ['tools', 100, 'input_schema'],
      reason: 'the schemas have more than 100000 parts',
    });
  });

  test('or not, whatever else a body holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (tools, format) => {
        const body = { tools: [tools, { input_schema: tools }], output_config: { format }, output_format: format };
        expect(hugeSchema(body as never)).toBeUndefined();
        expect(hugeSchema({ tools, output_config: format } as never)).toBeUndefined();
      }),
    );
  });
});
