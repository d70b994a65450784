import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { writeAtomically } from '../../../src/cassettes/store/write-atomically.ts';
import { folderWith } from '../../support/folder.ts';

const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('a file that is written atomically', () => {
  test('is there whole, with the folders it needs, and nothing else is', async () => {
    const folder = folderWith();
    await writeAtomically(join(folder, 'a', 'b', 'file'), 'text', { private: false });
    expect(readFileSync(join(folder, 'a', 'b', 'file'), 'utf8')).toBe('text');
    await writeAtomically(join(folder, 'a', 'b', 'file'), Uint8Array.of(1, 2), { private: false });
    expect([...readFileSync(join(folder, 'a', 'b', 'file'))]).toEqual([1, 2]);
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['file']);
  });

  test('belongs to its owner alone when it is private, and keeps the mode it has otherwise', async () => {
    const file = join(folderWith({ file: 'old' }), 'file');
    chmodSync(file, 0o640);
    await writeAtomically(file, 'new', { private: false });
    expect(modeOf(file)).toBe(0o640);
    await writeAtomically(file, 'new', { private: true });
    expect(modeOf(file)).toBe(0o600);
  });

  test('stays the old one until all of the new one is written, and when that is not confirmed', async () => {
    const folder = folderWith({ file: 'old' });
    const file = join(folder, 'file');
    let during = '';
    const confirm = async () => {
      during = readFileSync(file, 'utf8');
      const part = readdirSync(folder).find((name) => name !== 'file')!;
      expect(readFileSync(join(folder, part), 'utf8')).toBe('new');
      throw new CassetteError('no');
    };
    await expect(writeAtomically(file, 'new', { private: false, confirm })).rejects.toThrow('no');
    expect(during).toBe('old');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('cannot take the place of a folder, or lie in a file', async () => {
    const folder = folderWith({ plain: '' });
    mkdirSync(join(folder, 'file', 'full'), { recursive: true });
    const refused = async (path: string, reason: string) => {
      const failure = await writeAtomically(path, '', { private: false }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(CassetteError);
      expect((failure as CassetteError).message).toContain(`${path} cannot be written: ${reason}`);
    };
    await refused(join(folder, 'file'), 'a folder stands where a file is needed.');
    await refused(join(folder, 'plain', 'file'), 'a file stands where a folder is needed.');
    expect(readdirSync(folder).sort()).toEqual(['file', 'plain']);
  });
});
