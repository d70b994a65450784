import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../src/cassettes/recording.ts';
import { withReferences } from '../../../src/cassettes/side-file.ts';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import { folderOf } from '../../../src/cassettes/store/folder-of.ts';
import { readCassette } from '../../../src/cassettes/store/read-cassettes.ts';
import { exportCommand } from '../../../src/cli/cassettes/export-command.ts';
import { importCommand } from '../../../src/cli/cassettes/import-command.ts';
import { json, stream, streamText } from '../../cassettes/replay/recorded.ts';
import { folderWith } from '../../support/folder.ts';
import { message } from '../../support/messages.ts';
import { run } from './commands.ts';

const data = Buffer.alloc(9000, 1).toString('base64');
const picture = { type: 'image', source: { type: 'base64', media_type: 'image/png', data } };
const asked = { max_tokens: 9, messages: [{ content: [picture], role: 'user' }], model: 'm' };
const { body, files } = withReferences(asked);
const text = streamText(message());
const tape: Recording[] = [
  {
    ...stream(text, {
      request: { body },
      chunks: [
        { at: 3, bytes: 40 },
        { at: 9, bytes: Buffer.byteLength(text) - 40 },
      ],
    }),
    polly: { id: 'a', order: 0 },
    comment: 'reviewed',
  },
  {
    ...json({ type: 'error', error: { type: 'api_error', message: 'no\u009b' } }, { status: 500 }),
    polly: { id: 'b', order: 0 },
  },
  {
    ...stream(text.slice(0, 300), { broken: 'upstream cut', trailers: [['request-id', 'x']] }),
    polly: { id: 'c', order: 0 },
  },
];

async function studio() {
  const directory = folderWith();
  await editCassette(directory, 'tape', () => tape, { private: false, files });
  const out = join(directory, 'out.har');
  const write = (...words: string[]) => run(exportCommand, 'tape', '--cassettes', directory, ...words);
  const back = async () => {
    const { code, errors } = await run(importCommand, out, '--as', 'back', '--cassettes', directory);
    return { code, errors, recordings: (await readCassette(directory, 'back'))?.recordings ?? [] };
  };
  return { directory, out, write, back };
}

const parts = ({ request, response }: Recording) => ({
  request,
  status: response.status,
  headers: response.headers,
  body: Buffer.from(response.body).toString(),
  broken: response.broken,
});

describe('stuntdouble cassettes export', () => {
  test('writes a plain HAR that comes back with every request and reply', async () => {
    const { out, write, back } = await studio();
    const written = await write('--to', 'har', '--out', out);
    expect(written).toMatchObject({ code: 0, out: `tape was written to ${out}.` });
    const har = readFileSync(out, 'utf8');
    expect(har).toContain(data);
    expect(har).not.toMatch(/"_|stuntdouble-file/);
    const { code, recordings } = await back();
    expect(code).toBe(0);
    expect(recordings.map(parts)).toEqual(tape.map(parts));
  });

  test('writes what Polly replays, and loses nothing of it', async () => {
    const { out, write, back, directory } = await studio();
    await write('--to', 'polly', '--out', out);
    const { log } = JSON.parse(readFileSync(out, 'utf8'));
    expect(log).toMatchObject({ creator: { name: 'Polly.JS' }, _recordingName: 'tape' });
    const { recordings } = await back();
    const whole = (list: readonly Recording[]) =>
      list.map((each) => ({ ...each, id: '', response: { ...each.response } }));
    expect(whole(recordings)).toEqual(whole((await readCassette(directory, 'tape'))!.recordings));
  });

  test('takes no header in that somebody has added', async () => {
    const { out, write, back } = await studio();
    await write('--to', 'polly', '--out', out);
    const har = JSON.parse(readFileSync(out, 'utf8'));
    har.log.entries[0].request.headers.push({ name: 'x-api-key', value: 'k' });
    har.log.entries[0].response.headers.push({ name: 'set-cookie', value: 'k' });
    writeFileSync(out, JSON.stringify(har));
    const [first] = (await back()).recordings;
    expect(first!.request.headers).toEqual(tape[0]!.request.headers);
    expect(first!.response.headers).toEqual(tape[0]!.response.headers);
  });

  test('writes the parsed conversation, or one exchange of it, to the terminal', async () => {
    const { write, directory } = await studio();
    const { code, out } = await write('--to', 'json');
    expect(code).toBe(0);
    expect(out).not.toContain('\u009b');
    expect(JSON.parse(out)).toMatchObject({ name: 'tape', exchanges: [{ reply: message() }, { status: 500 }, {}] });
    const one = await run(exportCommand, 'tape#2', '--to', 'json', '--cassettes', directory);
    expect(JSON.parse(one.out).exchanges).toMatchObject([{ number: 2, status: 500 }]);
  });

  test('refuses a cassette that is not there, and one whose side file is gone', async () => {
    const { write, directory } = await studio();
    expect(await run(exportCommand, 'tap', '--to', 'har', '--cassettes', directory)).toMatchObject({ code: 2 });
    rmSync(join(folderOf(directory, 'tape'), 'files'), { recursive: true });
    expect(await write('--to', 'har')).toMatchObject({ code: 2, errors: expect.stringContaining('cannot be read') });
  });
});
