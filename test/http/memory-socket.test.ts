import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { socketPair } from '../../src/http/memory-socket.ts';

describe('a connection in memory', () => {
  test('brings whatever one side writes to the other, both ways', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string()), fc.array(fc.string()), async (there, back) => {
        const [left, right] = socketPair();
        const read = Promise.all([text(right), text(left)]);
        for (const piece of there) left.write(piece);
        for (const piece of back) right.write(piece);
        left.end();
        right.end();
        expect(await read).toEqual([there.join(''), back.join('')]);
      }),
    );
  });

  test('holds up a writer that nobody reads, and lets it go on when somebody does', async () => {
    const [left, right] = socketPair();
    const much = Buffer.alloc(1024 * 1024);
    expect(left.write(much)).toBe(false);
    let through = false;
    left.write('more', () => {
      through = true;
    });
    await new Promise(setImmediate);
    expect(through).toBe(false);
    right.resume();
    await once(left, 'drain');
    expect(through).toBe(true);
  });

  test('closes both sides once both have ended', async () => {
    const [left, right] = socketPair();
    const closed = Promise.all([once(left, 'close'), once(right, 'close')]);
    left.resume();
    right.resume();
    left.end('a');
    right.end('b');
    await closed;
  });

  test('ends for the one side when the other goes, and takes nothing more from it', async () => {
    const [left, right] = socketPair();
    left.write('the last words');
    left.destroy();
    const [[said]] = await Promise.all([once(right, 'data'), once(right, 'end')]);
    expect(String(said)).toBe('the last words');
    right.write('anyone?');
    const [error] = await once(right, 'error');
    expect(error).toMatchObject({ code: 'EPIPE' });
  });

  test('fails a write that was waiting for a reader who leaves', async () => {
    const [left, right] = socketPair();
    left.write(Buffer.alloc(1024 * 1024));
    right.destroy();
    const [error] = await once(left, 'error');
    expect(error).toMatchObject({ code: 'EPIPE' });
  });

  test('breaks with ECONNRESET when one side resets it', async () => {
    const [left, right] = socketPair();
    right.write('lost');
    right.resetAndDestroy();
    const [error] = await once(left, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(right.destroyed).toBe(true);
  });
});
