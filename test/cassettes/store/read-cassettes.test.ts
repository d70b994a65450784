import { existsSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { readCassette, readCassettes } from '../../../src/cassettes/store/read-cassettes.ts';
import { folderWith, write } from '../../support/folder.ts';
import { recordingOf, textsOf } from '../recording-of.ts';

/** A directory with a recording in each of these cassettes. */
async function tapes(...names: string[]): Promise<string> {
  const directory = folderWith();
  for (const name of names) await editCassette(directory, name, () => [recordingOf(name)], { private: false });
  return directory;
}

const messagesOf = (problems: readonly Error[]): string[] => problems.map(({ message }) => message);

describe('all cassettes of a folder', () => {
  test('are read, however deep they lie, and sorted by name', async () => {
    const directory = await tapes('b', 'a/b/c', 'a', 'ä', 'Z', 'files', 'node_modules');
    const { cassettes, problems } = await readCassettes(directory);
    expect(cassettes.map(({ name }) => name)).toEqual(['Z', 'a', 'a/b/c', 'b', 'files', 'node_modules', 'ä']);
    expect(cassettes.map(({ recordings }) => textsOf(recordings)[0])).toEqual(cassettes.map(({ name }) => name));
    expect(cassettes[2]!.recordings[0]!.id).toBe('a/b/c#1');
    expect(problems).toEqual([]);
  });

  test('are none where there is no such folder', async () => {
    expect(await readCassettes(join(folderWith(), 'none'))).toEqual({ cassettes: [], problems: [] });
  });

  test('are read although one of them is broken, which is told', async () => {
    const directory = await tapes('a', 'b', 'c', 'd');
    const file = (name: string) => join(folderOf(directory, name), 'recording.har');
    write(file('b'), '{');
    write(join(dirname(file('c')), 'cassette.yaml'), 'match: exactly');
    write(join(dirname(file('d')), 'cassette.yaml'), 'match: strict');
    const { cassettes, problems } = await readCassettes(directory);
    expect(cassettes.map(({ name, settings }) => [name, settings])).toEqual([
      ['a', {}],
      ['d', { match: 'strict' }],
    ]);
    expect(messagesOf(problems)).toEqual([
      expect.stringMatching(/b_\d+\/recording\.har is not JSON/),
      expect.stringMatching(/c_\d+\/cassette\.yaml: match: expected strict, canonical, conversation, last-turn, but/),
    ]);
    await expect(readCassette(directory, 'b')).rejects.toThrow('recording.har is not JSON');
  });

  test('name the entry and the field that is wrong', async () => {
    const directory = await tapes('a');
    const file = join(folderOf(directory, 'a'), 'recording.har');
    const har = { log: { creator: { name: 'Polly.JS' }, _recordingName: 'a', entries: [{ _stuntdouble: {} }] } };
    write(file, JSON.stringify(har));
    const message = `${file}: a#1.request: expected an object, but got nothing. Mend it, or record it again.`;
    expect(messagesOf((await readCassettes(directory)).problems)).toEqual([message]);
  });

  test('have their common settings, and when these are broken, that is told once', async () => {
    const directory = await tapes('a', 'b');
    write(join(directory, 'cassettes.yaml'), 'ignore: [$.metadata]');
    expect((await readCassettes(directory)).cassettes[1]!.settings).toEqual({ ignore: ['$.metadata'] });
    write(join(directory, 'cassettes.yaml'), 'ignore: 1');
    const { cassettes, problems } = await readCassettes(directory);
    expect(cassettes.length).toBe(2);
    expect(messagesOf(problems)).toEqual([expect.stringContaining('ignore: expected a list, but got number 1.')]);
  });

  test('are told to be in the wrong place, when they were moved or copied by hand', async () => {
    const directory = await tapes('a');
    renameSync(folderOf(directory, 'a'), join(directory, 'mine'));
    const { cassettes, problems } = await readCassettes(directory);
    expect(cassettes).toEqual([]);
    expect(messagesOf(problems)).toEqual([
      `${join(directory, 'mine')} holds the cassette "a", which belongs elsewhere. ` +
        `Rename the folder to ${folderOf(directory, 'a')}, or change log._recordingName.`,
    ]);
  });

  test('are found through links, and a link that leads back up is not followed for ever', async () => {
    const [directory, elsewhere] = [await tapes('a'), await tapes('b')];
    symlinkSync(folderOf(elsewhere, 'b'), folderOf(directory, 'b'));
    symlinkSync(directory, join(directory, 'up'));
    symlinkSync(join(directory, 'nowhere'), join(directory, 'dangling'));
    const { cassettes, problems } = await readCassettes(directory);
    expect(cassettes.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(problems).toEqual([]);
  });

  test('may be a file by mistake, which is told', async () => {
    const { problems } = await readCassettes(join(folderWith({ tapes: '' }), 'tapes'));
    expect(messagesOf(problems)).toEqual([expect.stringContaining('a file stands where a folder is needed')]);
  });
});

describe('one cassette', () => {
  test('that was never recorded is none, and asking does not make its folder', async () => {
    const directory = folderWith();
    expect(await readCassette(directory, 'a')).toBeUndefined();
    expect(existsSync(folderOf(directory, 'a'))).toBe(false);
  });

  test('is not taken for another whose name has the same hash, neither when reading nor when writing', async () => {
    // Without a letter of ASCII the folder is the hash alone.
    const [one, other] = ['ûîûïää', 'êößüöä'];
    const directory = folderWith();
    expect(folderOf(directory, one)).toBe(folderOf(directory, other));
    const edit = (name: string) => editCassette(directory, name, () => [recordingOf(name)], { private: false });
    const [first, second] = await Promise.allSettled([edit(one), edit(other)]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    const refusal = `${folderOf(directory, one)} holds the cassette "${one}", not "${other}". Give the new cassette`;
    await expect(edit(other)).rejects.toThrow(refusal);
    await expect(readCassette(directory, other)).rejects.toThrow(refusal);
    expect(textsOf((await readCassette(directory, one))!.recordings)).toEqual([one]);
  });
});
