import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withReferences } from '../../../src/cassettes/side-file.ts';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { readCassette } from '../../../src/cassettes/store/read-cassettes.ts';
import { pruneCommand } from '../../../src/cli/cassettes/prune-command.ts';
import { recordingOf, textsOf } from '../../cassettes/recording-of.ts';
import { write } from '../../support/folder.ts';
import { run, tapes } from './commands.ts';

const three = ['a', 'b', 'c'].map((text) => recordingOf(text));

function usedIn(directory: string, ...entries: [cassette: string, entry: string, order?: number][]): string {
  const file = join(directory, 'used.jsonl');
  const lines = entries.map(([cassette, entry, order = 0]) => `${JSON.stringify({ cassette, entry, order })}\n`);
  writeFileSync(file, lines.join(''));
  return file;
}

const namesIn = async (directory: string, name: string) =>
  textsOf((await readCassette(directory, name))?.recordings ?? []);

describe('stuntdouble cassettes prune', () => {
  test('takes out what the run did not use, and tells it', async () => {
    const directory = await tapes({ tape: three, other: three });
    const used = usedIn(directory, ['tape', 'a'], ['tape', 'c'], ['tape', 'a']);
    const { code, out } = await run(pruneCommand, '--cassettes', directory, '--used', used);
    expect({ code, out }).toEqual({ code: 0, out: 'tape#2\n1 recording and 0 side files are gone.' });
    expect(await namesIn(directory, 'tape')).toEqual(['a', 'c']);
    // The list does not name it: another run may use it.
    expect(await namesIn(directory, 'other')).toEqual(['a', 'b', 'c']);
  });

  test('tells repeats of one request apart', async () => {
    const again = { ...recordingOf('a'), polly: { id: 'a', order: 1 } };
    const directory = await tapes({ tape: [recordingOf('a'), again] });
    const used = usedIn(directory, ['tape', 'a', 1]);
    await run(pruneCommand, '--cassettes', directory, '--used', used);
    expect((await readCassette(directory, 'tape'))?.recordings.map(({ polly }) => polly.order)).toEqual([1]);
  });

  test('changes nothing in a dry run, and fails when something would go', async () => {
    const directory = await tapes({ tape: three });
    const used = usedIn(directory, ['tape', 'b']);
    const before = readFileSync(join(folderOf(directory, 'tape'), 'recording.har'), 'utf8');
    const { code, out } = await run(pruneCommand, '--cassettes', directory, '--used', used, '--dry-run', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      dry_run: true,
      pruned: [{ cassette: 'tape', recordings: ['tape#1', 'tape#3'], files: [], all: false }],
      notes: [],
      problems: [],
    });
    expect(readFileSync(join(folderOf(directory, 'tape'), 'recording.har'), 'utf8')).toBe(before);
    expect((await run(pruneCommand, '--cassettes', directory, '--used', usedIn(directory), '--dry-run')).code).toBe(0);
  });

  test('removes side files that nobody refers to, and leaves those that are needed and those of other makers', async () => {
    const directory = await tapes({});
    const image = (letter: string) => {
      const data = Buffer.alloc(9000, letter).toString('base64');
      return withReferences({ messages: [{ source: { type: 'base64', media_type: 'image/png', data } }] });
    };
    const [needed, unused] = [image('n'), image('u')];
    const files = new Map([...needed.files, ...unused.files]);
    const recordings = [recordingOf('a', { body: needed.body }), recordingOf('b', { body: unused.body })];
    await editCassette(directory, 'tape', () => recordings, { private: false, files });
    const folder = join(folderOf(directory, 'tape'), 'files');
    const orphan = `${'0'.repeat(64)}.png`;
    write(join(folder, orphan), 'left behind');
    write(join(folder, 'README.txt'), 'mine');
    const { out } = await run(pruneCommand, '--cassettes', directory, '--used', usedIn(directory, ['tape', 'a']));
    expect(out.split('\n')).toEqual([
      'tape#2',
      ...[orphan, ...unused.files.keys()].sort().map((file) => `tape: files/${file}`),
      '1 recording and 2 side files are gone.',
    ]);
    expect(readdirSync(folder).sort()).toEqual([...needed.files.keys(), 'README.txt'].sort());
  });

  test('removes with --all what the list does not name, but not the settings that somebody wrote', async () => {
    const directory = await tapes({ tape: three, 'agents/old': three, kept: three });
    write(join(folderOf(directory, 'kept'), 'cassette.json'), '{"match":"strict"}');
    const used = usedIn(directory, ['tape', 'a']);
    const { code, out } = await run(pruneCommand, '--cassettes', directory, '--used', used, '--all');
    expect(code).toBe(0);
    expect(out).toContain('agents/old: nothing is left of it\n');
    expect(existsSync(folderOf(directory, 'agents'))).toBe(false);
    expect(readdirSync(folderOf(directory, 'kept'))).toEqual(['cassette.json']);
    expect(await namesIn(directory, 'tape')).toEqual(['a']);
  });

  test('refuses lists that would cost recordings by mistake', async () => {
    const directory = await tapes({ tape: three });
    const prune = (...words: string[]) => run(pruneCommand, '--cassettes', directory, ...words);
    const empty = await prune('--used', usedIn(directory), '--all');
    expect(empty).toMatchObject({ code: 2, errors: expect.stringContaining('names nothing') });
    const broken = join(directory, 'broken.jsonl');
    writeFileSync(broken, '{"cassette":"tape","entry":"a","order":0}\n{"cassette":"ta');
    expect(await prune('--used', broken)).toMatchObject({ code: 2, errors: expect.stringContaining('line 2') });
    expect(await prune('--used', join(directory, 'none'))).toMatchObject({ code: 2 });
    const old = await prune('--used', usedIn(directory, ['tape', 'gone'], ['tape', 'a']));
    expect(old).toMatchObject({ code: 2, errors: expect.stringContaining('recorded anew') });
    expect(await namesIn(directory, 'tape')).toEqual(['a', 'b', 'c']);
  });

  test('goes on with the others when a cassette cannot be read', async () => {
    const directory = await tapes({ tape: three, bad: three });
    write(join(folderOf(directory, 'bad'), 'recording.har'), '{');
    const { code, errors } = await run(
      pruneCommand,
      '--cassettes',
      directory,
      '--used',
      usedIn(directory, ['tape', 'a']),
    );
    expect(code).toBe(2);
    expect(errors).toContain('recording.har');
    expect(await namesIn(directory, 'tape')).toEqual(['a']);
  });
});
