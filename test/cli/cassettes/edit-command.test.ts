import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { messageOf } from '../../../src/cassettes/replay/message-of.ts';
import { jsonOf, textOf } from '../../../src/cassettes/replay/text-of.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { readCassette } from '../../../src/cassettes/store/read-cassettes.ts';
import { editCommand } from '../../../src/cli/cassettes/edit-command.ts';
import { json, stream, streamText } from '../../cassettes/replay/recorded.ts';
import { folderWith, write } from '../../support/folder.ts';
import { message } from '../../support/messages.ts';
import { run, tapes } from './commands.ts';

// What the contract of replies asks for.
const whole = message({
  container: null,
  stop_details: null,
  usage: {
    input_tokens: 10,
    output_tokens: 4,
    cache_creation: null,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    inference_geo: null,
    output_tokens_details: null,
    server_tool_use: null,
    service_tier: 'standard',
  },
  content: [{ type: 'text', text: 'Hello there.', citations: null }],
});
const refusal = { type: 'error', error: { type: 'api_error', message: 'no' }, request_id: 'req_1' };
const tape = [stream(streamText(whole)), json(whole), json(refusal, { status: 500 })].map((recording, order) => ({
  ...recording,
  polly: { id: 'same', order },
}));

const harOf = (directory: string) => readFileSync(join(folderOf(directory, 'tape'), 'recording.har'), 'utf8');

async function edit(directory: string, ...words: string[]) {
  const ran = await run(editCommand, '--cassettes', directory, ...words);
  return { ...ran, recordings: (await readCassette(directory, 'tape'))?.recordings ?? [] };
}

describe('stuntdouble cassettes edit', () => {
  test('changes the message, the text of its stream with it, and says so in the entry', async () => {
    const directory = await tapes({ tape });
    const { code, out, recordings } = await edit(directory, 'tape', '1', '--set', '/content/0/text="It rains."');
    expect({ code, out }).toEqual({ code: 0, out: 'tape#1 was changed, and its stream with it.' });
    expect(messageOf(recordings[0]!)?.content).toEqual([{ type: 'text', text: 'It rains.', citations: null }]);
    expect(textOf(recordings[0]!)).toContain('"text_delta","text":"It rains."');
    expect(recordings[0]!.comment).toBe('edited by hand');
    expect(messageOf(recordings[1]!)).toEqual(whole);
    expect(recordings[1]!.comment).toBeUndefined();
  });

  test('takes several values, and a number behind the name', async () => {
    const directory = await tapes({ tape });
    const sets = ['--set', '/stop_reason="max_tokens"', '--set', '/usage/output_tokens=7'];
    const { recordings } = await edit(directory, 'tape#2', ...sets);
    expect(jsonOf(recordings[1]!)).toEqual({
      ...whole,
      stop_reason: 'max_tokens',
      usage: { ...whole.usage, output_tokens: 7 },
    });
  });

  test('changes the body of an error', async () => {
    const directory = await tapes({ tape });
    const { recordings } = await edit(directory, 'tape', '3', '--set', '/error/message="Try later"');
    expect(jsonOf(recordings[2]!)).toEqual({ ...refusal, error: { type: 'api_error', message: 'Try later' } });
  });

  test('writes nothing of what the service could not have said, and tells where it is wrong', async () => {
    const directory = await tapes({ tape });
    const before = harOf(directory);
    for (const number of ['1', '2']) {
      const { code, errors } = await edit(directory, 'tape', number, '--set', '/stop_reason="because"');
      expect(code).toBe(1);
      expect(errors).toContain('Nothing was written.\n  /stop_reason: expected');
    }
    const { code, out } = await edit(directory, 'tape', '2', '--set', '/usage=3', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ changed: false, findings: [{ pointer: '/usage' }] });
    expect(harOf(directory)).toBe(before);
  });

  test('refuses a secret that comes in', async () => {
    const directory = await tapes({ tape });
    const key = `sk-ant-api03-${'Ab3dE6gH9jK2mN5p'.repeat(5)}-AA`;
    const { code, errors } = await edit(directory, 'tape', '2', '--set', `/content/0/text="${key}"`);
    expect({ code, found: errors.includes('looks like a secret'), leaked: errors.includes(key) }).toEqual({
      code: 2,
      found: true,
      leaked: false,
    });
  });

  test('shows the reply as JSON, which comes back from a file', async () => {
    const directory = await tapes({ tape });
    const { out } = await edit(directory, 'tape', '1');
    expect(JSON.parse(out)).toEqual(whole);
    const file = join(folderWith({ 'reply.json': out.replace('Hello there.', 'Bonjour.') }), 'reply.json');
    const { recordings } = await edit(directory, 'tape', '1', '--file', file);
    expect(messageOf(recordings[0]!)?.content).toEqual([{ type: 'text', text: 'Bonjour.', citations: null }]);
    const before = harOf(directory);
    expect((await edit(directory, 'tape', '1', '--file', file)).out).toBe('tape#1 is as it was.');
    expect(harOf(directory)).toBe(before);
  });

  test('opens an editor, and keeps what was written there when it is wrong', async () => {
    const directory = await tapes({ tape });
    const folder = folderWith({});
    const script = (name: string, from: string, to: string) => {
      const code = `const fs = require('node:fs'), file = process.argv.at(-1);
        fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('${from}', '${to}'));`;
      write(join(folder, name), code);
      vi.stubEnv('VISUAL', `"${process.execPath}" "${join(folder, name)}"`);
    };
    script('good.cjs', 'Hello there.', 'Salve.');
    const good = await edit(directory, 'tape', '1', '--editor');
    expect(good.code).toBe(0);
    expect(messageOf(good.recordings[0]!)?.content).toMatchObject([{ text: 'Salve.' }]);
    script('bad.cjs', '{', '');
    const bad = await edit(directory, 'tape', '1', '--editor');
    vi.unstubAllEnvs();
    expect(bad.code).toBe(2);
    const [, kept] = /What you wrote is in (\S+): /.exec(bad.errors)!;
    expect(readFileSync(kept!, 'utf8')).toContain('"Salve."');
    rmSync(join(kept!, '..'), { recursive: true });
  });

  test.each([
    [['tape', '9'], 'has 3 exchanges'],
    [['tap', '1'], 'Did you mean'],
    [['tape', '--set', '/id="x"'], 'Say which exchange'],
    [['tape', '1', '--set', '/id'], '--set takes'],
    [['tape', '1', '--set', '/id=x'], 'double quotes'],
    [['tape', '1', '--set', '/none/id=1'], 'There is no /none'],
    [['tape', '1', '--file', '/nowhere.json'], 'cannot be read'],
  ])('refuses %j', async (words, message) => {
    const directory = await tapes({ tape });
    expect(await edit(directory, ...words)).toMatchObject({ code: 2, errors: expect.stringContaining(message) });
  });
});
