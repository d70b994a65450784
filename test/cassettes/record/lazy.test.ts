import { expect, onTestFinished, test, vi } from 'vitest';
import { Recorder } from '../../../src/cassettes/record/recorder.ts';
import { systemClock } from '../../../src/clock.ts';
import { folderWith } from '../../support/folder.ts';
import { callOf, serverOf, textOf } from '../upstream/upstream-server.ts';

const loaded = vi.hoisted(() => ({ polly: 0 }));
vi.mock('@pollyjs/core', async (original) => {
  loaded.polly += 1;
  return original();
});

test('Polly is loaded by the first recording, and not for what is passed on only', async () => {
  const origin = await serverOf((_request, response) => response.end('{}'));
  const recorder = new Recorder({ clock: systemClock, tell: (note) => expect.unreachable(note) });
  onTestFinished(() => recorder.close());
  const passed = await recorder.call(callOf(origin), { keep: undefined, timeout: 60_000 });
  await textOf(passed);
  await passed.kept;
  expect(loaded.polly).toBe(0);
  const keep = { directory: folderWith(), name: 'tape', redact: false, keepBroken: false, private: false };
  const recorded = await recorder.call(callOf(origin), { keep, timeout: 60_000 });
  await textOf(recorded);
  expect(await recorded.kept).toMatchObject({ stored: true });
  expect(loaded.polly).toBe(1);
});
