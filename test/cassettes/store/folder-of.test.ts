import { dirname, join, relative, sep } from 'node:path';
import { Polly } from '@pollyjs/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.stringMatching(/^[\w -]{80,120}$/),
  fc
    .array(fc.constantFrom('..', '.', '', 'CON', 'nul.txt', 'a b', 'A', 'a', 'é', '\\', 'C:', '-', '_'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.join('/')),
);
const isUsable = (name: string): boolean => name.trim() !== '' && name.isWellFormed() && name.split('/').length <= 20;

/** The folder that Polly itself would take. */
function pollysFolder(name: string): string {
  return (new Polly(name, { logLevel: 'silent' }) as unknown as { recordingId: string }).recordingId;
}

describe('the folder of a cassette', () => {
  test('is the one in which Polly looks for a recording of that name', () => {
    expect(relative('/tapes', folderOf('/tapes', 'agents/tool-loop'))).toBe('agents_2669785679/tool-loop_2462055172');
    fc.assert(
      fc.property(anyName.filter(isUsable), (name) => {
        expect(relative('/tapes', folderOf('/tapes', name)).split(sep).join('/')).toBe(pollysFolder(name));
      }),
    );
  });

  test('is cut to a hundred characters, and still the one of Polly', () => {
    const name = 'a'.repeat(300);
    expect(relative('/tapes', folderOf('/tapes', name))).toBe(pollysFolder(name));
    expect(relative('/tapes', folderOf('/tapes', name)).length).toBe(100);
  });

  test('is inside of the directory, whatever the name, and made of names that every file system takes', () => {
    fc.assert(
      fc.property(anyName.filter(isUsable), (name) => {
        const parts = relative('/tapes', folderOf('/tapes', name)).split(sep);
        expect(parts.length).toBe(name.split('/').length);
        for (const part of parts) expect(part).toMatch(/^[\w-]{0,88}_\d{1,10}$/);
      }),
    );
  });

  test('is shared by no two names, even where case does not count', () => {
    fc.assert(
      fc.property(anyName.filter(isUsable), anyName.filter(isUsable), (one, other) => {
        for (const another of [other, one.toUpperCase(), one.normalize('NFD'), `${one}.`, `${one} `]) {
          if (another === one || !isUsable(another)) continue;
          expect(folderOf('/tapes', another).toLowerCase()).not.toBe(folderOf('/tapes', one).toLowerCase());
        }
      }),
    );
  });

  test('is absolute, also in a relative directory', () => {
    expect(dirname(folderOf('tapes', 'a'))).toBe(join(process.cwd(), 'tapes'));
  });

  test.each([
    ['', 'it is blank'],
    [' \n', 'it is blank'],
    ['a'.repeat(501), 'longer than 500'],
    ['a/'.repeat(20), 'more than 20 parts'],
    ['\ud800', 'half a character'],
  ])('is refused for a name such as %j', (name, reason) => {
    expect(() => folderOf('/tapes', name)).toThrow(CassetteError);
    expect(() => folderOf('/tapes', name)).toThrow(reason);
    expect(() => folderOf('/tapes', name)).toThrow('Give it a name like agents/tool-loop.');
  });
});
