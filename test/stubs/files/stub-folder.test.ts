import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemText } from '../../../src/stubs/files/located-problem.ts';
import { readProblem } from '../../../src/stubs/files/read-stub-file.ts';
import { loadStubs } from '../../../src/stubs/files/stub-folder.ts';
import { folderWith, write } from '../../support/folder.ts';

const stub = (name: string, text = 'Hi') =>
  `stubs:\n  - name: ${name}\n    when: { text: ${name} }\n    respond: { text: ${text} }\n`;
const problemsOf = async (...paths: string[]) => (await loadStubs(paths)).problems.map(problemText);

describe('stubs of files and folders', () => {
  test('are taken from everything below a folder, in the order of paths', async () => {
    const folder = folderWith({
      'b.yaml': stub('b'),
      'a/z.yml': stub('az'),
      'B.json': '{"stubs": [{"name": "B", "when": {"text": "B"}, "respond": {"text": "Hi"}}]}',
      '.hidden.yaml': 'broken',
      'node_modules/x/stubs.yaml': 'broken',
      '.git/x.yaml': 'broken',
      'readme.md': 'broken',
    });
    const { set, problems, files } = await loadStubs([folder]);
    expect(problems).toEqual([]);
    expect(files).toEqual(['B.json', 'a/z.yml', 'b.yaml'].map((name) => join(folder, name)));
    expect(set!.stubs.map(({ name, origin }) => [name, origin])).toEqual([
      ['B', join(folder, 'B.json')],
      ['az', join(folder, 'a/z.yml')],
      ['b', join(folder, 'b.yaml')],
    ]);
  });

  test('keep their ids when they are loaded again', async () => {
    const folder = folderWith({ 'a.yaml': `${stub('a')}  - respond: { text: Hello }\n` });
    const ids = async () => (await loadStubs([folder])).set!.stubs.map(({ id }) => id);
    const before = await ids();
    expect(new Set(before).size).toBe(2);
    expect(await ids()).toEqual(before);
  });

  test('are all taken or none', async () => {
    const folder = folderWith({ 'a.yaml': stub('a'), 'b.yaml': 'stubs:\n  - respond: { txt: Hi }\n' });
    const { set, problems } = await loadStubs([folder]);
    expect(set).toBeUndefined();
    expect(problems.map(problemText)).toEqual([
      `${folder}/b.yaml:2:16 error respond.txt: there is no such key. Did you mean "text"?`,
    ]);
  });

  test('come in the order of the paths, and each file once', async () => {
    const folder = folderWith({ 'a.yaml': stub('a'), 'b.yaml': stub('b') });
    const { files } = await loadStubs([join(folder, 'b.yaml'), folder]);
    expect(files).toEqual([join(folder, 'b.yaml'), join(folder, 'a.yaml')]);
  });

  test('are compared across files', async () => {
    const folder = folderWith({
      'a.yaml': 'stubs:\n  - id: one\n    respond: { text: Hi }\n',
      'b.yaml': 'stubs:\n  - id: one\n    when: { text: x }\n    whenState: done\n    respond: { text: Hi }\n',
    });
    expect(await problemsOf(folder)).toEqual([
      `${folder}/b.yaml:2:5 error id: stub ${folder}/a.yaml:2 has the id "one" already. Give this one another, or none.`,
      `${folder}/b.yaml:2:5 warning it is never reached: stub ${folder}/a.yaml:2 comes first and takes every request. Give that one conditions, times, or a lower priority.`,
      `${folder}/b.yaml:4:5 warning whenState: no stub brings the scenario "default" into the state "done". Give a stub before it a setState.`,
    ]);
  });

  test('are told what is wrong in the order of lines, whichever check finds it', async () => {
    const twins =
      'stubs:\n  - { name: a, when: { nth: 1 }, respond: { text: Hi } }\n  - { name: a, when: { nth: 2 }, respond: { text: Hi } }\n';
    const folder = folderWith({
      'a.yaml': `${twins}  - respond: { text: "" }\n`,
      'b.yaml': 'stubs:\n  - respond: { text: "" }\n',
    });
    const { problems } = await loadStubs([folder]);
    expect(problems.map(({ file, line, at }) => `${file.at(-6)}${line} ${at}`)).toEqual([
      'a3 name',
      'a4 respond.text',
      'b2 ',
      'b2 respond.text',
    ]);
  });

  test('do not seem to be missing where a file could not be read', async () => {
    const folder = folderWith({
      'a.yaml': 'stubs:\n  - whenState: done\n    respond: { text: Hi }\n',
      'b.yaml': ': [',
    });
    expect((await problemsOf(folder)).filter((text) => text.includes('whenState'))).toEqual([]);
  });

  test('may lie beside other JSON, which is left out with a warning', async () => {
    const folder = folderWith({ 'a.yaml': stub('a'), 'package.json': '{"name": "x"}', 'list.json': '[1]' });
    const { set, problems, files } = await loadStubs([folder]);
    expect(set!.size).toBe(1);
    expect(files).toEqual([join(folder, 'a.yaml')]);
    expect(problems.map(({ severity, file }) => [severity, file])).toEqual([
      ['warning', join(folder, 'list.json')],
      ['warning', join(folder, 'package.json')],
    ]);
    expect((await loadStubs([join(folder, 'package.json')])).set).toBeUndefined();
  });

  test('may be links, as mounted configuration is, and links in a circle end', async () => {
    const folder = folderWith({ '..data/a.yaml': stub('a'), 'sub/b.yaml': stub('b') });
    symlinkSync(join(folder, '..data/a.yaml'), join(folder, 'a.yaml'));
    symlinkSync(folder, join(folder, 'sub/up'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.yaml'));
    const { files, problems } = await loadStubs([folder]);
    expect(problems).toEqual([]);
    expect(files).toEqual([join(folder, 'a.yaml'), join(folder, 'sub/b.yaml')]);
  });

  test('that are not there are told', async () => {
    const folder = folderWith({ empty: '' });
    expect(await problemsOf(join(folder, 'gone.yaml'))).toEqual([
      `${folder}/gone.yaml:1:1 error there is no such file or folder. Check the path.`,
    ]);
    expect(await problemsOf(folder)).toEqual([
      `${folder}:1:1 warning there is no .yaml, .yml or .json file in this folder. Put stub files there.`,
    ]);
    expect(await problemsOf(join(folder, 'empty/a.yaml'))).toEqual([
      expect.stringContaining('is a file, not a folder'),
    ]);
  });

  test('that are too large are not read', async () => {
    const folder = folderWith();
    writeFileSync(join(folder, 'a.yaml'), Buffer.alloc(16 * 1024 * 1024 + 1, '#'));
    expect(await problemsOf(folder)).toEqual([
      `${folder}/a.yaml:1:1 error it has 16777217 bytes, and 16777216 are the most. Split it.`,
    ]);
  });

  test('that may not be read are told', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect(readProblem(denied)).toBe('it may not be read by this user. Change its permissions.');
    const broken = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    expect(readProblem(broken)).toBe('it cannot be read: EIO: i/o error, read. Check the path.');
  });

  test('nested ten thousand levels deep are refused without a crash', async () => {
    const folder = folderWith({
      'a.yaml': `stubs: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      'b.json': `{"stubs": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    });
    const problems = await problemsOf(folder);
    expect(problems).toHaveLength(2);
    for (const problem of problems) expect(problem).toContain('flatter');
  });

  test('have a digest that changes when a file does, and only then', async () => {
    const folder = folderWith({ 'a.yaml': stub('a') });
    const { digest } = await loadStubs([folder]);
    expect((await loadStubs([folder])).digest).toBe(digest);
    write(join(folder, 'a.yaml'), stub('b'));
    expect((await loadStubs([folder])).digest).not.toBe(digest);
  });
});
