import { describe, expect, test } from 'vitest';
import { refuseSchema } from '../../src/contract/schema-size.ts';

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

describe('the size of a schema', () => {
  test.each<[string, object]>([
    ['a long list of options', { enum: many(100_000, (at) => `option ${at}`) }],
    ['a long list of names', { required: many(5000, (at) => `p${at}`) }],
    ['long notes', { description: 'x'.repeat(500_000), default: many(5000, () => ({})) }],
    ['hundreds of properties', { properties: Object.fromEntries(many(500, (at) => [`p${at}`, { type: 'string' }])) }],
  ])('does not grow too large by %s', (_what, schema) => {
    expect(refuseSchema(schema)).toBeUndefined();
  });

  test.each<[string, object]>([
    ['parts', { anyOf: many(5000, () => ({ type: 'string' })) }],
    ['parts', { properties: { enum: { properties: Object.fromEntries(many(3000, (at) => [`p${at}`, {}])) } } }],
    ['parts', { patternProperties: Object.fromEntries(many(700, (at) => [`^p${at}`, {}])) }],
    ['longer', { description: 'x'.repeat(3_000_000) }],
    ['longer', { enum: many(400_000, (at) => `option ${at}`) }],
    ['deeper', many(100, () => 0).reduce<object>((inner) => ({ not: inner }), {})],
  ])('is refused for %s', (words, schema) => {
    expect(refuseSchema(schema)).toContain(words);
  });
});
