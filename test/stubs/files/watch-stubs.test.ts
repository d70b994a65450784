import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { type LocatedProblem, problemText } from '../../../src/stubs/files/located-problem.ts';
import { loadStubs } from '../../../src/stubs/files/stub-folder.ts';
import { type WatchOptions, watchStubs } from '../../../src/stubs/files/watch-stubs.ts';
import { folderWith, write } from '../../support/folder.ts';

const stub = (text: string) => `stubs:\n  - when: { text: ${text} }\n    respond: { text: ${text} }\n`;

/** What the watcher tells, to be taken one after the other. */
async function watched(paths: string[], options?: WatchOptions) {
  const told: (string[] | string)[] = [];
  let wake = (): void => undefined;
  const tell = (event: string[] | string) => {
    told.push(event);
    wake();
  };
  const watch = await watchStubs(
    paths,
    {
      onSet: (set) => tell(set.stubs.map(({ definition }) => definition.respond.text!)),
      onProblems: (problems: readonly LocatedProblem[]) => tell(problems.map(problemText).join('\n')),
    },
    options,
  );
  onTestFinished(() => watch.close());
  return {
    watch,
    told,
    async next() {
      while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return told.shift()!;
    },
  };
}

describe('watched stubs', () => {
  test('are told at first, and whenever a file changes', async () => {
    const folder = folderWith({ 'a.yaml': stub('one') });
    const { next, told } = await watched([folder]);
    expect(told).toEqual([['one']]);
    await next();
    write(join(folder, 'a.yaml'), stub('two'));
    expect(await next()).toEqual(['two']);
  });

  test('are not told again when nothing changed since they were loaded', async () => {
    const folder = folderWith({ 'a.yaml': stub('one') });
    const { digest } = await loadStubs([folder]);
    const { next, told } = await watched([folder], { digest });
    expect(told).toEqual([]);
    write(join(folder, 'a.yaml'), stub('two'));
    expect(await next()).toEqual(['two']);
  });

  test('stay as they were while a file is broken, and it is told exactly where', async () => {
    const folder = folderWith({ 'a.yaml': stub('one') });
    const { next } = await watched([folder]);
    await next();
    write(join(folder, 'a.yaml'), 'stubs:\n  - respond: { txt: two }\n');
    expect(await next()).toBe(`${folder}/a.yaml:2:16 error respond.txt: there is no such key. Did you mean "text"?`);
    write(join(folder, 'a.yaml'), stub('three'));
    expect(await next()).toEqual(['three']);
  });

  test('are told when what broke a file is undone', async () => {
    const folder = folderWith({ 'a.yaml': stub('one') });
    const { next } = await watched([folder]);
    await next();
    write(join(folder, 'a.yaml'), ': [');
    expect(await next()).toContain('a.yaml:1:');
    write(join(folder, 'a.yaml'), stub('one'));
    expect(await next()).toEqual(['one']);
  });

  test('are not told to be broken while a file is half written', async () => {
    const folder = folderWith({ 'a.yaml': stub('one') });
    const waits: { ms: number; callback: () => void }[] = [];
    let wake = (): void => undefined;
    const clock = {
      ...systemClock,
      after(ms: number, callback: () => void) {
        waits.push({ ms, callback });
        wake();
        return () => undefined;
      },
    };
    const wait = async (ms: number) => {
      while (!waits.some((one) => one.ms === ms)) await new Promise<void>((resolve) => (wake = resolve));
      return waits.find((one) => one.ms === ms)!;
    };
    const { next } = await watched([folder], { clock });
    await next();
    write(join(folder, 'a.yaml'), '');
    (await wait(40)).callback();
    const second = await wait(120);
    write(join(folder, 'a.yaml'), stub('two'));
    second.callback();
    expect(await next()).toEqual(['two']);
  });

  test('are told once for many files that change together', async () => {
    const folder = folderWith({ 'a.yaml': stub('x') });
    const { next, told } = await watched([folder]);
    await next();
    for (const name of ['a', 'b', 'c', 'd']) write(join(folder, `${name}.yaml`), stub(name));
    expect(await next()).toEqual(['a', 'b', 'c', 'd']);
    write(join(folder, 'a.yaml'), stub('end'));
    expect(await next()).toEqual(['end', 'b', 'c', 'd']);
    expect(told).toEqual([]);
  });

  test('are seen when an editor puts a new file in the place of the old one, also of a file that is named alone', async () => {
    const folder = folderWith({ 'a.yaml': stub('one'), 'other.yaml': 'broken' });
    const { next } = await watched([join(folder, 'a.yaml')]);
    expect(await next()).toEqual(['one']);
    for (const text of ['two', 'three']) {
      write(join(folder, '.a.yaml.swp'), stub(text));
      renameSync(join(folder, '.a.yaml.swp'), join(folder, 'a.yaml'));
      expect(await next()).toEqual([text]);
    }
  });

  test('are seen in new files and folders, and go with their files', async () => {
    const folder = folderWith({ 'a.yaml': stub('a') });
    const { next } = await watched([folder]);
    await next();
    write(join(folder, 'deep/down/b.yaml'), stub('b'));
    expect(await next()).toEqual(['a', 'b']);
    rmSync(join(folder, 'deep'), { recursive: true });
    expect(await next()).toEqual(['a']);
  });

  test('may vanish with their folder and come back', async () => {
    const parent = folderWith({ 'stubs/a.yaml': stub('one') });
    const folder = join(parent, 'stubs');
    const { next } = await watched([folder]);
    await next();
    renameSync(folder, join(parent, 'away'));
    expect(await next()).toContain('there is no such file or folder');
    write(join(folder, 'a.yaml'), stub('two'));
    expect(await next()).toEqual(['two']);
  });

  test('may come into being after the watcher, with the folders that hold them', async () => {
    const folder = join(folderWith(), 'not/yet');
    const { next } = await watched([folder]);
    expect(await next()).toContain('there is no such file or folder');
    write(join(folder, 'a.yaml'), stub('one'));
    expect(await next()).toEqual(['one']);
  });

  test('are told no more once the watcher is closed', async () => {
    const folder = folderWith({ 'a.yaml': stub('one') });
    const { watch, next, told } = await watched([folder]);
    await next();
    write(join(folder, 'a.yaml'), stub('two'));
    await watch.close();
    await watch.close();
    expect(told).toEqual([]);
  });
});
