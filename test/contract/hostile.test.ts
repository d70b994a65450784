import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anthropicPath } from '../../src/contract/path-text.ts';
import { requestViolations } from '../../src/contract/validator.ts';
import { SMALL } from './requests.ts';
import { user } from './said.ts';

describe('a hostile body', () => {
  const million = 1_000_000;

  test('with a million wrong items is refused in time, with a hundred findings', () => {
    const bodies: object[] = [
      { ...SMALL, messages: Array.from({ length: million }, () => 3) },
      { ...SMALL, ...user(...Array.from({ length: 100_000 }, () => ({ type: 'text' }))) },
      {
        ...SMALL,
        ...user({ type: 'tool_result', tool_use_id: 'a', content: Array.from({ length: million }, () => ({})) }),
      },
      { ...SMALL, stop_sequences: Array.from({ length: million }, () => 1) },
    ];
    for (const body of bodies) {
      expect(requestViolations('anthropic', 'latest', body)).toHaveLength(100);
    }
  });

  test('with very many unknown fields is refused in time', () => {
    const body = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`k${index}`, 1]));
    expect(requestViolations('anthropic', 'latest', { ...SMALL, ...body })).toHaveLength(100);
  });

  test('reports the first of many findings in every message, though it stops early', () => {
    const broken = Array.from({ length: 300 }, () => ({ type: 'text' }));
    const body = {
      ...SMALL,
      messages: [
        { role: 'user', content: broken },
        { role: 'nobody', content: 'x' },
      ],
    };
    const violations = requestViolations('anthropic', 'latest', body);
    expect(violations[0]?.path).toEqual(['messages', 0, 'content', 0, 'text']);
    expect(violations).toHaveLength(100);
  });

  test('with a __proto__ key is read like any other', () => {
    const body = JSON.parse('{"model":"m","max_tokens":1,"messages":[],"__proto__":{"stream":"no"},"constructor":1}');
    expect(requestViolations('anthropic', 'latest', body).map(({ path, code }) => [path, code])).toEqual([
      [['__proto__'], 'extra'],
      [['constructor'], 'extra'],
    ]);
    expect(requestViolations('openrouter', 'latest', body)).toEqual([]);
  });

  test('with ten thousand levels inside a tool input, or in a wrong place, breaks nothing', () => {
    let deep: unknown = {};
    for (let level = 0; level < 10_000; level++) deep = { a: deep };
    const call = user({ type: 'tool_use', id: 'a', name: 'n', input: deep });
    for (const dialect of ['anthropic', 'openrouter', 'llm-router'] as const) {
      expect(requestViolations(dialect, 'latest', { ...SMALL, ...call })).toEqual([]);
      expect(requestViolations(dialect, 'latest', { ...SMALL, model: deep })).toHaveLength(1);
    }
    let blocks: unknown = 'x';
    for (let level = 0; level < 10_000; level++) blocks = [{ type: 'tool_result', tool_use_id: 'a', content: blocks }];
    for (const dialect of ['anthropic', 'openrouter', 'llm-router'] as const) {
      const body = { ...SMALL, messages: [{ role: 'user', content: blocks }] };
      expect(requestViolations(dialect, 'latest', body).length).toBeLessThan(3);
    }
  });
});

test('whatever the body is, the findings are few, short and repeatable', () => {
  const dialects = fc.constantFrom('anthropic' as const, 'openrouter' as const, 'llm-router' as const);
  const keys = fc.constantFrom(
    'model',
    'messages',
    'role',
    'content',
    'type',
    'tools',
    'thinking',
    'source',
    'text',
    '__proto__',
    'x',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('text', 'image', 'user', 'tool_use', 'custom'),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(keys, tie('value')), { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs)),
    ),
  }));
  fc.assert(
    fc.property(dialects, value, (dialect, body) => {
      const violations = requestViolations(dialect, 'latest', body);
      expect(violations.length).toBeLessThanOrEqual(100);
      for (const { path, expected, actual, words } of violations) {
        expect(anthropicPath(path, body)).toBeTypeOf('string');
        expect(expected.length).toBeLessThanOrEqual(80);
        expect(actual.length).toBeLessThanOrEqual(80);
        expect(words).not.toContain('undefined');
      }
      expect(requestViolations(dialect, 'latest', body)).toEqual(violations);
    }),
  );
});
