import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkSettings } from '../../src/cassettes/check-settings.ts';
import { compileUserSchema } from '../../src/contract/user-schema.ts';

const schema = JSON.parse(readFileSync('schemas/mock/cassette.schema.json', 'utf8')) as Record<string, unknown>;

/** Of these the schema knows as much as the check. */
const GOOD: readonly unknown[] = [
  {},
  { $schema: 'https://x.y/z' },
  { match: 'strict', repeat: 'cycle' },
  { match: 'last-turn', ignore: ['$.metadata', '$..cache_control', "$['a b'][0]"], allow: ['sha256:1f2e3d4c5b6a'] },
  { normalise: ['dates', 'uuids', 'paths', { pattern: 'run-\\d+', with: '', at: '$.system' }] },
  { secrets: [{ name: 'acme-key', pattern: 'acme_[0-9a-f]{32}' }] },
];
const BAD: readonly [unknown, string][] = [
  [null, 'expected an object, but got null.'],
  [[], 'expected an object, but got list of 0 items.'],
  [{ macth: 'strict' }, 'macth: there is no such setting. Did you mean "match"?'],
  [
    { match: 'strickt' },
    'match: expected strict, canonical, conversation, last-turn, but got string "strickt". Did you',
  ],
  [{ repeat: 1 }, 'repeat: expected repeat-last, exhaust, cycle, but got number 1.'],
  [{ ignore: '$.metadata' }, 'ignore: expected a list, but got string "$.metadata".'],
  [{ ignore: [7] }, 'ignore[0]: expected a JSON path, such as $.metadata, but got number 7.'],
  [{ normalise: ['uuid'] }, 'normalise[0]: expected dates, uuids, paths, but got string "uuid". Did you mean "uuids"?'],
  [{ normalise: [{ with: 'x' }] }, 'normalise[0]: pattern is missing. Write it down.'],
  [{ normalise: [{ pattern: 'a', whit: 'x' }] }, 'normalise[0].whit: there is no such setting. Did you mean "with"?'],
  [{ normalise: [{ pattern: '' }] }, 'normalise[0].pattern: expected a regular expression, without slashes'],
  [
    { allow: ['sk-ant-123'] },
    'allow[0]: expected a fingerprint, as the refusal names it: sha256:1f2e3d4c5b6a, but got',
  ],
  [
    { secrets: [{ name: 'Acme Key', pattern: 'a' }] },
    'secrets[0].name: expected a name of small letters, digits and -',
  ],
  [{ secrets: [{ pattern: 'a' }] }, 'secrets[0]: name is missing. Write it down.'],
  [JSON.parse('{"__proto__": 1}'), '__proto__: there is no such setting.'],
];

describe('settings of a cassette', () => {
  test.each(GOOD)('can be %j', (settings) => {
    expect(checkSettings(settings)).toEqual([]);
  });

  test.each(BAD)('cannot be %j', (settings, problem) => {
    const [first, ...more] = checkSettings(settings);
    expect(first).toContain(problem);
    expect(more).toEqual([]);
  });

  test.each([
    [{ ignore: ['metadata['] }, 'ignore[0]: this is no JSON path of RFC 9535:'],
    [{ normalise: [{ pattern: '(' }] }, 'normalise[0].pattern: this is no regular expression:'],
    [
      { secrets: [{ name: 'a', pattern: '(a+)+$' }] },
      'secrets[0].pattern: this regular expression could take for ever.',
    ],
  ])('are refused for what no schema can tell: %j', (settings, problem) => {
    expect(checkSettings(settings)).toEqual([expect.stringContaining(problem)]);
  });

  test('are told all that is wrong with them', () => {
    expect(checkSettings({ match: 1, repeat: 2, ignore: [3, 4] }).length).toBe(4);
  });

  test('are described by a schema for editors that judges alike, and says what each of them means', async () => {
    const compiled = await compileUserSchema(schema);
    if (!compiled.ok) throw new Error(compiled.reason);
    for (const settings of GOOD) expect(compiled.violations(settings)).toEqual([]);
    for (const [settings] of BAD) expect(compiled.violations(settings)).not.toEqual([]);
    const silent = Object.entries(schema['properties'] as Record<string, { description?: string }>).filter(
      ([, { description }]) => description === undefined,
    );
    expect(silent).toEqual([]);
  });
});
