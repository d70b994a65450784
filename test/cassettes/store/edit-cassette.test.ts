import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { withReferences } from '../../../src/cassettes/side-file.ts';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { readCassette } from '../../../src/cassettes/store/read-cassettes.ts';
import type { Har } from '../../../src/har.ts';
import { folderWith, write } from '../../support/folder.ts';
import { recordingOf, textsOf } from '../recording-of.ts';
import { Appender } from './appender.ts';

const OPEN = { private: false };

const append =
  (...texts: string[]) =>
  (all: readonly Recording[]): Recording[] => [...all, ...texts.map((text) => recordingOf(text))];

async function textsIn(directory: string, name: string): Promise<unknown[]> {
  return textsOf((await readCassette(directory, name))!.recordings);
}

const appender = new Appender();
beforeAll(() => appender.make());
afterAll(() => appender.close());

describe('a cassette that is changed', () => {
  test('is there when it was not before, with its recordings numbered', async () => {
    const directory = join(folderWith(), 'not', 'yet');
    const cassette = await editCassette(directory, 'agents/loop', append('one', 'two'), OPEN);
    expect(cassette.folder).toBe(folderOf(directory, 'agents/loop'));
    expect(cassette.recordings.map(({ id }) => id)).toEqual(['agents/loop#1', 'agents/loop#2']);
    expect(await readCassette(directory, 'agents/loop')).toEqual(cassette);
  });

  test('keeps the entries that were not touched letter by letter, with what others wrote into them', async () => {
    const directory = folderWith();
    const { folder } = await editCassette(directory, 'a', append('one', 'two'), OPEN);
    const file = join(folder, 'recording.har');
    const har = JSON.parse(readFileSync(file, 'utf8')) as Har;
    har.log['_pages'] = ['mine'];
    har.log.entries[1]!['_mine'] = { b: 1, a: 2 };
    writeFileSync(file, JSON.stringify(har));
    await editCassette(directory, 'a', (all) => [recordingOf('three'), all[1]!], OPEN);
    const after = JSON.parse(readFileSync(file, 'utf8')) as Har;
    expect(after.log['_pages']).toEqual(['mine']);
    expect(JSON.stringify(after.log.entries[1])).toBe(JSON.stringify(har.log.entries[1]));
    expect(await textsIn(directory, 'a')).toEqual(['three', 'two']);
  });

  test('is not written when nothing changed', async () => {
    const directory = folderWith();
    const { folder } = await editCassette(directory, 'a', append('one'), OPEN);
    const file = join(folder, 'recording.har');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', ' '));
    await editCassette(directory, 'a', (all) => [...all], OPEN);
    expect(readFileSync(file, 'utf8')).not.toContain('\n');
  });

  test('can be read by its owner only, when that is wished, and stays so', async () => {
    const directory = folderWith();
    const { folder } = await editCassette(directory, 'a', append('one'), { private: true });
    expect(statSync(join(folder, 'recording.har')).mode & 0o777).toBe(0o600);
    await editCassette(directory, 'a', append('two'), OPEN);
    expect(statSync(join(folder, 'recording.har')).mode & 0o777).toBe(0o600);
  });

  test('tells whoever asks for what cannot be done, and does what the others ask for', async () => {
    const directory = folderWith();
    const refuse = () => {
      throw new RangeError('no');
    };
    const results = await Promise.allSettled([
      editCassette(directory, 'a', append('one'), OPEN),
      editCassette(directory, 'a', refuse, OPEN),
      editCassette(directory, 'a', append('two'), OPEN),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await textsIn(directory, 'a')).toEqual(['one', 'two']);
  });

  test('is not overwritten when somebody who does not lock writes at the same time', async () => {
    const directory = folderWith();
    const { folder } = await editCassette(directory, 'a', append('one'), OPEN);
    await editCassette(directory, 'b', append('theirs'), OPEN);
    const theirs = readFileSync(join(folderOf(directory, 'b'), 'recording.har'), 'utf8').replaceAll('"b"', '"a"');
    let calls = 0;
    const edit = (all: readonly Recording[]) => {
      calls++;
      if (calls === 1) writeFileSync(join(folder, 'recording.har'), theirs);
      return append('two')(all);
    };
    await editCassette(directory, 'a', edit, OPEN);
    expect(calls).toBe(2);
    expect(await textsIn(directory, 'a')).toEqual(['theirs', 'two']);
  });

  test('is given up when it keeps changing', async () => {
    const directory = folderWith();
    const { folder } = await editCassette(directory, 'a', append('one'), OPEN);
    const file = join(folder, 'recording.har');
    const edit = (all: readonly Recording[]) => {
      writeFileSync(file, `${readFileSync(file, 'utf8')} `);
      return append('two')(all);
    };
    await expect(editCassette(directory, 'a', edit, OPEN)).rejects.toThrow(`${file} keeps changing. Try again.`);
    expect(await textsIn(directory, 'a')).toEqual(['one']);
  });

  test('does not stay locked after an error', async () => {
    const directory = folderWith();
    const { folder } = await editCassette(directory, 'a', append('one'), OPEN);
    write(join(folder, 'recording.har'), 'broken');
    await expect(editCassette(directory, 'a', append('two'), OPEN)).rejects.toThrow('recording.har is not JSON');
    expect(readFileSync(join(folder, 'recording.har'), 'utf8')).toBe('broken');
    expect(readdirSync(folder)).toEqual(['recording.har']);
  });
});

describe('side files', () => {
  const image = (byte: number) => {
    const data = Buffer.alloc(9000, byte).toString('base64');
    return withReferences({ source: { type: 'base64', media_type: 'image/png', data } });
  };

  test('lie beside the recordings, and go with the last one that refers to them', async () => {
    const directory = folderWith();
    const [first, second] = [image(1), image(2)];
    const recordings = [first, second, first].map(({ body }, index) => recordingOf(`${index}`, { body }));
    const files = new Map([...first.files, ...second.files]);
    const { folder } = await editCassette(directory, 'a', () => recordings, { private: true, files });
    const names = () => readdirSync(join(folder, 'files')).sort();
    expect(names()).toEqual([...files.keys()].sort());
    for (const name of names()) {
      expect(Buffer.compare(readFileSync(join(folder, 'files', name)), files.get(name)!)).toBe(0);
      expect(statSync(join(folder, 'files', name)).mode & 0o777).toBe(0o600);
    }
    await editCassette(directory, 'a', (all) => all.slice(1), OPEN);
    expect(names()).toEqual([...files.keys()].sort());
    await editCassette(directory, 'a', (all) => all.slice(1), OPEN);
    expect(names()).toEqual([...first.files.keys()]);
    await editCassette(directory, 'a', () => [], OPEN);
    expect(names()).toEqual([]);
  });

  test('of somebody else stay', async () => {
    const directory = folderWith();
    const { body, files } = image(1);
    const { folder } = await editCassette(directory, 'a', () => [recordingOf('one', { body })], { ...OPEN, files });
    write(join(folder, 'files', 'notes.txt'), 'mine');
    await editCassette(directory, 'a', () => [], OPEN);
    expect(readdirSync(join(folder, 'files'))).toEqual(['notes.txt']);
  });
});

describe('leftovers of a process that was killed', () => {
  test('are taken away when they are old, and nothing else is', async () => {
    const directory = folderWith();
    const { folder } = await editCassette(directory, 'a', append('one'), OPEN);
    const side = `${'0'.repeat(64)}.png`;
    for (const name of ['recording.har.123456', 'recording.har.654321', 'recording.har.1', `files/${side}.123456`]) {
      write(join(folder, name), 'half');
      if (!name.endsWith('654321')) utimesSync(join(folder, name), 0, 0);
    }
    await editCassette(directory, 'a', append('two'), OPEN);
    expect(readdirSync(folder).sort()).toEqual(['files', 'recording.har', 'recording.har.1', 'recording.har.654321']);
    expect(readdirSync(join(folder, 'files'))).toEqual([]);
    expect(await textsIn(directory, 'a')).toEqual(['one', 'two']);
  });
});

describe('many who record at the same time', () => {
  test('lose nothing within one process', async () => {
    const directory = folderWith();
    const texts = Array.from({ length: 100 }, (_, index) => `${index}`);
    await Promise.all(texts.map((text) => editCassette(directory, 'a', append(text), OPEN)));
    expect(await textsIn(directory, 'a')).toEqual(texts);
  });

  test('lose nothing in three processes', { timeout: 60_000 }, async () => {
    const directory = folderWith();
    const count = 30;
    const here = async () => {
      const finished: string[] = [];
      for (let number = 1; number <= count; number++) {
        await editCassette(directory, 'a', append(`here-${number}`), OPEN);
        finished.push(`here-${number}`);
      }
      return finished;
    };
    const finished = await Promise.all([
      appender.run({ directory, name: 'a', label: 'one', count }),
      appender.run({ directory, name: 'a', label: 'two', count }),
      here(),
    ]);
    const texts = (await textsIn(directory, 'a')) as string[];
    expect(texts.length).toBe(3 * count);
    for (const [index, label] of ['one', 'two', 'here'].entries()) {
      expect(finished[index]!.length).toBe(count);
      expect(texts.filter((text) => text.startsWith(label))).toEqual(finished[index]);
    }
  });
});

describe('a process that is killed while it records', () => {
  test('leaves a cassette with all that it had finished, each of 50 times', { timeout: 240_000 }, async () => {
    const directory = folderWith();
    const lane = async (name: string): Promise<number> => {
      const finished: string[] = [];
      for (let kill = 0; kill < 25; kill++) {
        let dying = false;
        const lines = await appender.run({ directory, name, label: `${kill}`, count: 1000 }, (child, printed) => {
          if (printed > kill % 3 && !dying) dieAfter(kill * 40, () => child.kill('SIGKILL'));
          dying ||= printed > kill % 3;
        });
        finished.push(...lines);
        const texts = (await textsIn(directory, name)) as string[];
        expect(finished.filter((text) => !texts.includes(text))).toEqual([]);
        expect(new Set(texts).size).toBe(texts.length);
        // What was written, but not yet told.
        expect(texts.length - finished.length).toBeLessThanOrEqual(kill + 1);
        // As if some seconds had passed.
        const lock = join(folderOf(directory, name), '.lock');
        if (existsSync(lock)) utimesSync(lock, 0, 0);
      }
      return finished.length;
    };
    const [one, two] = await Promise.all([lane('one'), lane('two')]);
    expect(one! + two!).toBeGreaterThanOrEqual(50);
  });
});

/** Turns of the event loop instead of time: the moment differs from kill to kill. */
function dieAfter(turns: number, kill: () => void): void {
  if (turns === 0) kill();
  else setImmediate(() => dieAfter(turns - 1, kill));
}

describe('what keeps a cassette from being written', () => {
  test('a disk that is full in the middle of the file: the old one stays as it was', { timeout: 60_000 }, async () => {
    const directory = folderWith();
    const lines = await appender.run({ directory, name: 'a', label: 'x', count: 3, size: 40_000, limit: 60 });
    const file = join(folderOf(directory, 'a'), 'recording.har');
    expect(lines[0]).toBe('x-1');
    expect(lines[1]).toMatch(
      /^CassetteError: .*recording\.har cannot be written: it is larger than .*\(ulimit -f\)\.$/,
    );
    expect(lines[1]).toContain(file);
    expect(await textsIn(directory, 'a')).toEqual(['x-1']);
    expect(readdirSync(folderOf(directory, 'a'))).toEqual(['recording.har']);
  });

  test('a file where a folder is needed', async () => {
    const directory = join(folderWith({ tapes: 'a file' }), 'tapes');
    await expect(editCassette(directory, 'a', append('one'), OPEN)).rejects.toThrow(
      /cannot be locked: a file stands where a folder is needed\. Move it away, or name another folder\.$/,
    );
  });

  test('a folder where the file is needed', async () => {
    const directory = folderWith();
    write(join(folderOf(directory, 'a'), 'recording.har', 'file'), '');
    await expect(editCassette(directory, 'a', append('one'), OPEN)).rejects.toThrow(
      /recording\.har cannot be read: a folder stands where a file is needed\./,
    );
  });

  test('settings that nobody understands: nothing is written', async () => {
    const directory = folderWith({ 'cassettes.json': '{ "macth": 1 }' });
    await expect(editCassette(directory, 'a', append('one'), OPEN)).rejects.toThrow('Did you mean "match"?');
    expect(await readdirSync(folderOf(directory, 'a'))).toEqual([]);
  });
});
