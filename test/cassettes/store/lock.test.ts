import { existsSync, mkdirSync, readdirSync, rmdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { lock } from '../../../src/cassettes/store/lock.ts';
import { folderWith } from '../../support/folder.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the lock of a cassette', () => {
  test('is given to one after the other, in the order in which they asked', async () => {
    const folder = folderWith();
    const events: string[] = [];
    const work = async (name: string) => {
      const release = await lock(folder);
      events.push(`${name} begins`);
      await new Promise((turn) => setImmediate(turn));
      events.push(`${name} ends`);
      await release();
    };
    await Promise.all([work('a'), work('b'), work('c')]);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('makes the folder', async () => {
    const folder = join(folderWith(), 'a', 'b');
    const release = await lock(folder);
    expect(existsSync(folder)).toBe(true);
    await release();
  });

  test('is another one for another folder', async () => {
    const folder = folderWith();
    const [one, two] = await Promise.all([lock(join(folder, 'a')), lock(join(folder, 'b'))]);
    await Promise.all([one(), two()]);
  });

  test('is taken over from a process that was killed', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, '.lock'));
    utimesSync(join(folder, '.lock'), 0, 0);
    const release = await lock(folder);
    await release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is waited for while another process holds it', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, '.lock'));
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let got = false;
    const waiting = lock(folder).then((release) => {
      got = true;
      return release;
    });
    await passTime(() => vi.getTimerCount() > 0);
    expect(got).toBe(false);
    rmdirSync(join(folder, '.lock'));
    await passTime(() => got);
    await (await waiting)();
  });

  test('is given up when another process does not let go of it, and then asked for anew', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, '.lock'));
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let failure: unknown;
    lock(folder).catch((error) => {
      failure = error;
    });
    await passTime(() => failure !== undefined);
    expect(failure).toBeInstanceOf(CassetteError);
    expect((failure as CassetteError).message).toBe(
      `${folder} is held by another process that changes the cassette. ` +
        `Wait until it is done; if there is none, delete ${join(folder, '.lock')}.`,
    );
    rmdirSync(join(folder, '.lock'));
    const release = await lock(folder);
    await release();
  });
});

/** Lets timers go off at once until it `isOver`. */
async function passTime(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await vi.advanceTimersToNextTimerAsync();
    await new Promise((turn) => setImmediate(turn));
  }
}
