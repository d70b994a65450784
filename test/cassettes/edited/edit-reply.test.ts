import { describe, expect, test } from 'vitest';
import { edited, InvalidReply, replaceRecording } from '../../../src/cassettes/edited/edit-reply.ts';
import { editCassette } from '../../../src/cassettes/store/edit-cassette.ts';
import { readCassette } from '../../../src/cassettes/store/read-cassettes.ts';
import { folderWith } from '../../support/folder.ts';
import { json } from '../replay/recorded.ts';

const error = (message: string) => ({ type: 'error', error: { type: 'api_error', message }, request_id: null });
const recording = json(error('no'), { status: 500 });

describe('an edited reply', () => {
  test('says so in the comment, once, and keeps what was there', async () => {
    const once = await edited({ ...recording, comment: 'reviewed' }, error('a'), {});
    expect(once.comment).toBe('edited by hand; reviewed');
    expect((await edited(once, error('b'), {})).comment).toBe('edited by hand; reviewed');
  });

  test('must be one that the service could give', async () => {
    await expect(edited(recording, { type: 'error' }, {})).rejects.toThrow(InvalidReply);
  });

  test('never takes the place of what somebody else has written meanwhile', async () => {
    const directory = folderWith();
    const first = await editCassette(directory, 'tape', () => [recording], { private: false });
    const [old] = first.recordings;
    const theirs = await edited(old!, error('theirs'), {});
    await replaceRecording(directory, 'tape', old!, theirs);
    const mine = replaceRecording(directory, 'tape', old!, await edited(old!, error('mine'), {}));
    await expect(mine).rejects.toThrow('changed by somebody else');
    const there = (await readCassette(directory, 'tape'))!.recordings;
    expect(there.map(({ response }) => Buffer.from(response.body).toString())).toEqual([
      JSON.stringify(error('theirs')),
    ]);
  });
});
