import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../src/cassettes/cassette.ts';
import { readSettings } from '../../src/cassettes/read-settings.ts';
import { folderWith } from '../support/folder.ts';

async function failureOf(files: Readonly<Record<string, string>>): Promise<string> {
  const failure = await readSettings(folderWith(files)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CassetteError);
  return (failure as CassetteError).message;
}

describe('the settings in a folder', () => {
  test('are none where there are no files, or no folder, or nothing in the file', async () => {
    expect(await readSettings(folderWith())).toEqual({});
    expect(await readSettings('/nowhere/at/all')).toEqual({});
    expect(await readSettings(folderWith({ 'cassette.yaml': '# nothing yet\n' }))).toEqual({});
    expect(await readSettings(folderWith({ 'cassette.json': '' }))).toEqual({});
  });

  test.each([
    ['cassette.json', '\ufeff{ "$schema": "x", "match": "strict", "ignore": ["$.metadata"] }'],
    ['cassette.yaml', 'match: strict\nignore:\n  - $.metadata\n'],
    ['cassette.yml', 'match: strict\nignore: [$.metadata]'],
    ['cassettes.json', '{ "match": "strict", "ignore": ["$.metadata"] }'],
  ])('are read from %s', async (name, text) => {
    expect(await readSettings(folderWith({ [name]: text }))).toEqual({ match: 'strict', ignore: ['$.metadata'] });
  });

  test('stand over those for all cassettes: lists add up', async () => {
    const directory = folderWith({
      'cassettes.yaml': 'match: strict\nrepeat: cycle\nignore: [$.a]\nallow: ["sha256:00000000"]\n',
      'one/cassette.yaml': 'match: canonical\nignore: [$.b]\nnormalise: [dates]\n',
    });
    expect(await readSettings(join(directory, 'one'), directory)).toEqual({
      match: 'canonical',
      repeat: 'cycle',
      ignore: ['$.a', '$.b'],
      normalise: ['dates'],
      allow: ['sha256:00000000'],
    });
    expect(await readSettings(join(directory, 'two'), directory)).toMatchObject({ match: 'strict', ignore: ['$.a'] });
  });

  test('are refused when they say what nobody understands, with the file and the place', async () => {
    expect(await failureOf({ 'cassette.yaml': 'match: strickt\nignroe: []' })).toMatch(
      /cassette\.yaml: match: expected strict, .* Did you mean "strict"\? ignroe: .* Did you mean "ignore"\?$/,
    );
  });

  test.each([
    ['cassette.json', '{ "match": ', 'cassette.json is not JSON: Unexpected end of JSON input. Mend it.'],
    ['cassette.yaml', 'match: [', 'cassette.yaml is not YAML: Flow sequence in block collection'],
    ['cassette.yaml', 'a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*missing]', 'cassette.yaml is not YAML: Unresolved alias'],
  ])('are refused when %s holds %j', async (name, text, reason) => {
    expect(await failureOf({ [name]: text })).toContain(reason);
  });

  test('are refused when aliases would blow them up', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`,
    );
    expect(await failureOf({ 'cassette.yaml': `l0: &l0 [x]\n${levels.join('\n')}` })).toContain(
      'is not YAML: Excessive alias',
    );
  });

  test('are refused when two files hold them', async () => {
    expect(await failureOf({ 'cassette.json': '{}', 'cassette.yaml': '' })).toMatch(
      /cassette\.json and .*cassette\.yaml are both there\. Delete one of them\.$/,
    );
  });

  test('are refused when a folder stands in their place', async () => {
    expect(await failureOf({ 'cassette.yaml/file': '' })).toContain('a folder stands where a file is needed');
  });
});
