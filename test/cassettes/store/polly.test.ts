import { createRequire } from 'node:module';
import { Polly } from '@pollyjs/core';
import { describe, expect, test } from 'vitest';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import { folderWith } from '../../support/folder.ts';
import { recordingOf } from '../recording-of.ts';

// Its types say that it exports something else than it does.
const FSPersister = createRequire(import.meta.url)('@pollyjs/persister-fs') as Parameters<typeof Polly.register>[0];

/** What Polly's own persister gives, without the network. */
interface Persister {
  findEntry(request: { id: string; order: number; recordingId: string }): Promise<{ response: unknown } | null>;
}

describe('Polly itself', () => {
  test('finds a recording by the name of its cassette, and takes the file for its own', async () => {
    const recordingsDir = folderWith();
    const name = 'agents/ä loop: "1"';
    await editCassette(recordingsDir, name, () => [recordingOf('one'), recordingOf('two')], { private: false });
    Polly.register(FSPersister);
    const polly = new Polly(name, { logLevel: 'silent', persister: 'fs', persisterOptions: { fs: { recordingsDir } } });
    const { persister, recordingId } = polly as unknown as { persister: Persister; recordingId: string };
    const found = await persister.findEntry({ id: 'two', order: 0, recordingId });
    expect(found?.response).toMatchObject({ status: 200, content: { text: expect.stringContaining('two') } });
    expect(await persister.findEntry({ id: 'two', order: 1, recordingId })).toBeNull();
    await polly.stop();
  });
});
