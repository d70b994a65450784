import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { watchCassettes } from '../../../src/cassettes/store/watch-cassettes.ts';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { folderWith, write } from '../../support/folder.ts';
import { recordingOf } from '../recording-of.ts';

const record = (directory: string, name: string, text = name) =>
  editCassette(directory, name, (all) => [...all, recordingOf(text)], { private: false });

/** What is told, to be waited for. */
async function watched(directory: string, clock: Clock = systemClock) {
  const told: string[] = [];
  let wake = (): void => undefined;
  const watch = await watchCassettes(
    directory,
    (folders) => {
      told.push(...folders);
      wake();
    },
    clock,
  );
  onTestFinished(() => watch.close());
  return {
    watch,
    told,
    /** Resolves when `folder` was told since the last call. */
    async until(folder: string): Promise<void> {
      while (!told.includes(folder)) await new Promise<void>((resolve) => (wake = resolve));
      told.length = 0;
    },
  };
}

describe('watched cassettes', () => {
  test('are told when something is recorded, again and again', async () => {
    const directory = folderWith();
    await record(directory, 'a/b');
    const { until } = await watched(directory);
    for (const text of ['one', 'two', 'three']) {
      await record(directory, 'a/b', text);
      await until(folderOf(directory, 'a/b'));
    }
  });

  test('are told when they come and when they go', async () => {
    const directory = folderWith();
    await record(directory, 'a');
    const { until } = await watched(directory);
    await record(directory, 'b');
    await until(folderOf(directory, 'b'));
    rmSync(folderOf(directory, 'a'), { recursive: true });
    await until(folderOf(directory, 'a'));
    renameSync(folderOf(directory, 'b'), folderOf(directory, 'c'));
    await until(folderOf(directory, 'c'));
  });

  test('are told when settings change: those of one, and those of all', async () => {
    const directory = folderWith();
    const { folder } = await record(directory, 'a');
    const { until } = await watched(directory);
    write(join(folder, 'cassette.yaml'), 'match: strict');
    await until(folder);
    write(join(directory, 'cassettes.json'), '{}');
    await until(directory);
  });

  test('are waited for while their folder is not there', async () => {
    const parent = folderWith();
    const directory = join(parent, 'not', 'yet');
    const { until } = await watched(directory);
    await record(directory, 'a');
    await until(folderOf(directory, 'a'));
    rmSync(join(parent, 'not'), { recursive: true });
    await until(directory);
    await record(directory, 'a');
    await until(folderOf(directory, 'a'));
  });

  test('are told once for many changes, when all is quiet, and not for locks, side files and other files', async () => {
    const directory = folderWith();
    const { folder } = await record(directory, 'a');
    await record(directory, 'b');
    const due: (() => void)[] = [];
    let wake = (): void => undefined;
    const clock: Clock = {
      ...systemClock,
      after(_ms, callback) {
        due.push(callback);
        wake();
        return () => {
          due.splice(due.indexOf(callback), 1);
        };
      },
    };
    const { told } = await watched(directory, clock);
    mkdirSync(join(folder, '.lock'));
    write(join(folder, 'files', 'x.png'), '');
    write(join(folder, 'notes.txt'), '');
    write(join(dirname(folder), 'recording.har.12345'), '');
    await record(directory, 'b', 'two');
    while (due.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    rmSync(join(folder, '.lock'), { recursive: true });
    expect(told).toEqual([]);
    expect(due.length).toBe(1);
    due[0]!();
    expect(told).toEqual([folderOf(directory, 'b')]);
  });

  test('are told no more once the watch is closed', async () => {
    const directory = folderWith();
    await record(directory, 'a');
    const { watch, told } = await watched(directory);
    await watch.close();
    await record(directory, 'a', 'two');
    expect(told).toEqual([]);
  });
});
