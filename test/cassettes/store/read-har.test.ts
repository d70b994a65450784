import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { readHar } from '../../../src/cassettes/store/read-har.ts';
import { folderWith } from '../../support/folder.ts';

const log = (fields: object): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name: 'Polly.JS', version: '6' }, entries: [], ...fields } });

async function failureOf(text: string | Uint8Array): Promise<string> {
  const file = join(folderWith(), 'recording.har');
  writeFileSync(file, text);
  const failure = await readHar(file).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CassetteError);
  expect((failure as CassetteError).file).toBe(file);
  expect((failure as CassetteError).message.startsWith(file)).toBe(true);
  return (failure as CassetteError).message.slice(file.length + 1);
}

describe('a HAR file', () => {
  test('that is not there is none', async () => {
    expect(await readHar(join(folderWith(), 'recording.har'))).toBeUndefined();
  });

  test('is read, with a byte order mark too, and with fields of others', async () => {
    const file = join(folderWith({ 'a.har': `\ufeff${log({ _mine: 1 })}` }), 'a.har');
    expect((await readHar(file))!.log).toMatchObject({ _mine: 1, entries: [] });
  });

  test.each([
    ['', 'is empty. Move it away, or restore it from version control.'],
    ['{\n  "log": {\n    log: 1', 'is not JSON: it stops being so in line 3. Mend it, or restore it'],
    ['{"log": [}]}', 'is not JSON: Unexpected token \'}\', "{"log": [}]}". Mend it'],
    ['{', 'is not JSON:'],
    ['{\n"a": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> theirs\n]}', 'holds a merge conflict in line 3. Resolve it.'],
    ['null', 'is no HAR file: expected { "log": { "entries": [...] } }, but got null.'],
    ['{"log":{}}', 'is no HAR file: expected { "log": { "entries": [...] } }, but got entries: nothing.'],
    [log({ creator: { name: 'Firefox' } }), 'was made by another program: log.creator.name is string "Firefox"'],
    [log({ creator: null }), 'Take it in with stuntdouble cassettes import, or move it away.'],
    [log({ _stuntdouble: { format: 2 } }), 'has the format 2, and this version knows 1. Update stuntdouble.'],
  ])('that holds %j is refused, with the reason and the mend', async (text, reason) => {
    expect(await failureOf(text)).toContain(reason);
  });

  test('that is not UTF-8 is refused', async () => {
    expect(await failureOf(Uint8Array.of(0x22, 0xff, 0x22))).toContain('is not UTF-8');
  });

  test('that is a folder, or lies below a file, is refused', async () => {
    const folder = folderWith({ file: '' });
    mkdirSync(join(folder, 'a.har'));
    await expect(readHar(join(folder, 'a.har'))).rejects.toThrow('a folder stands where a file is needed');
    await expect(readHar(join(folder, 'file', 'a.har'))).rejects.toThrow('a file stands where a folder is needed');
  });
});
