import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { fileError, isMissing } from '../../../src/cassettes/store/file-error.ts';

const failure = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

describe('what the file system says', () => {
  test.each([
    ['ENOSPC', 'the disk is full. Make room, then try again.'],
    ['EROFS', 'the file system can only be read. Name another folder for the cassettes.'],
    ['EACCES', 'this user may not do that. Change the permissions of the file and of its folder.'],
    ['EODD', 'EODD: it failed.'],
  ])('is told with what to do: %s', (code, reason) => {
    const error = fileError('/a/b.har', 'written', failure(code)) as CassetteError;
    expect(error).toBeInstanceOf(CassetteError);
    expect(error.message).toBe(`/a/b.har cannot be written: ${reason}`);
    expect(error.file).toBe('/a/b.har');
  });

  test('is no mistake of the program, which stays what it is', () => {
    const mistake = new TypeError('x is not a function');
    expect(fileError('/a', 'read', mistake)).toBe(mistake);
  });

  test('may be that there is no such file', () => {
    expect([failure('ENOENT'), failure('EACCES')].map(isMissing)).toEqual([true, false]);
  });
});
