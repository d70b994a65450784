import { afterEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Address } from '../../src/mock.ts';
import { type House, houseOf, say } from '../control/house.ts';

const open: House[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((house) => house.close()));
});

async function listening(): Promise<{ house: House; url: string }> {
  const house = houseOf({}, { clock: systemClock });
  open.push(house);
  const { url }: Address = await house.listen({ port: 0 });
  return { house, url };
}

/** Follows the live feed, and tells when the mock has stopped listening for it. */
async function follow(house: House, url: string, query = '') {
  const { journal } = house;
  const listen = journal.onEntry.bind(journal);
  const stopped = new Promise<void>((resolve) => {
    vi.spyOn(journal, 'onEntry').mockImplementationOnce((listener) => {
      const stop = listen(listener);
      return () => {
        stop();
        resolve();
      };
    });
  });
  const abort = new AbortController();
  const response = await fetch(`${url}/_mock/requests/live${query}`, { signal: abort.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return { response, reader, abort, stopped };
}

describe('the live feed', () => {
  test('tells a client of exchanges as they end, filtered as it asked', async () => {
    const { house, url } = await listening();
    const { response, reader, abort, stopped } = await follow(house, url, '?text=two');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect((await reader.read()).value).toBe(': live\n\n');
    await say(house, 'one');
    await say(house, 'two');
    expect((await reader.read()).value).toMatch(/^event: request\nid: 2\ndata: \{"id":"2",.*\}\n\n$/);
    abort.abort();
    await stopped;
  });

  test('stops when its client goes away', async () => {
    const { house, url } = await listening();
    const { reader, abort, stopped } = await follow(house, url);
    await reader.read();
    abort.abort();
    await stopped;
    await say(house, 'nobody hears this');
    expect(house.bugs).toEqual([]);
  });

  test('is ended, and not cut, when the server closes', async () => {
    const { house, url } = await listening();
    const { reader, stopped } = await follow(house, url);
    await reader.read();
    const before = performance.now();
    await house.close();
    expect((await reader.read()).done).toBe(true);
    await stopped;
    expect(performance.now() - before).toBeLessThan(1500);
    expect(house.bugs).toEqual([]);
  });

  test('leaves no listener behind for HEAD', async () => {
    const { house, url } = await listening();
    const heard = vi.spyOn(house.journal, 'onEntry');
    const { status } = await fetch(`${url}/_mock/requests/live`, { method: 'HEAD' });
    expect(status).toBe(200);
    const stop = heard.mock.results[0]?.value as () => boolean;
    expect(stop()).toBe(false);
  });
});

test('a bug of ours is told to the owner, and the caller gets no stack trace', async () => {
  const { house, url } = await listening();
  vi.spyOn(house.sessions, 'list').mockImplementation(() => {
    throw new TypeError('a broken list');
  });
  const response = await fetch(`${url}/_mock/sessions`);
  expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('broken list')]);
  expect(house.bugs).toEqual([new TypeError('a broken list')]);
});
