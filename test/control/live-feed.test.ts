import { describe, expect, test } from 'vitest';
import { LiveFeed } from '../../src/control/live-feed.ts';
import { houseOf, say } from './house.ts';

const everything = () => true;

describe('a live feed', () => {
  test('tells every exchange that ends from its start on, as one event each', async () => {
    const house = houseOf();
    await say(house, 'before');
    const feed = new LiveFeed(house.sessions.default, everything);
    await say(house, 'one\ntwo');
    expect((await feed.next()).value).toBe(': live\n\n');
    const { value } = await feed.next();
    const [, id, data] = /^event: request\nid: (\d+)\ndata: (.*)\n\n$/.exec(value) ?? [];
    expect(id).toBe('2');
    expect(JSON.parse(data!)).toEqual(house.journal.get('2'));
  });

  test('gives an exchange to a reader who waits for it', async () => {
    const house = houseOf();
    const feed = new LiveFeed(house.sessions.default, everything);
    await feed.next();
    const next = feed.next();
    await say(house, 'one');
    expect((await next).value).toContain('event: request');
  });

  test('leaves out what is not wanted', async () => {
    const house = houseOf();
    const feed = new LiveFeed(house.sessions.default, ({ id }) => id === '2');
    await feed.next();
    await say(house, 'one');
    await say(house, 'two');
    expect((await feed.next()).value).toContain('id: 2\n');
  });

  test('breaks the silence with a comment every 15 seconds of the session, and once for however long it was', async () => {
    const { sessions } = houseOf();
    const feed = new LiveFeed(sessions.default, everything);
    const { clock } = sessions.default;
    await feed.next();
    const next = feed.next();
    clock.advance(14_999);
    clock.advance(1);
    expect((await next).value).toBe(': nothing new\n\n');
    const later = feed.next();
    clock.advance(3_600_000);
    expect((await later).value).toBe(': nothing new\n\n');
  });

  test('ends for a reader who waits, and then hears nothing more', async () => {
    const house = houseOf();
    const feed = new LiveFeed(house.sessions.default, everything);
    await feed.next();
    const next = feed.next();
    await feed.return();
    expect(await next).toEqual({ value: undefined, done: true });
    await say(house, 'one');
    expect((await feed.next()).done).toBe(true);
  });

  test('ends when its reader falls a thousand exchanges behind, and says so', async () => {
    const { sessions } = houseOf();
    const { journal } = sessions.default;
    let listener: ((entry: never) => void) | undefined;
    let listening = false;
    const heard = Object.create(journal, {
      onEntry: {
        value: (given: typeof listener) => {
          listener = given;
          listening = true;
          return () => {
            listening = false;
          };
        },
      },
    });
    const session = Object.create(sessions.default, {
      journal: { value: heard },
      clock: { value: sessions.default.clock },
    });
    const feed = new LiveFeed(session, everything);
    for (let id = 1; id <= 5000; id++) listener?.({ id: String(id) } as never);
    expect(listening).toBe(false);
    const texts: string[] = [];
    for await (const text of feed) texts.push(text);
    expect(texts).toHaveLength(1001);
    expect(texts.at(-1)).toContain('too slow');
  });

  test('ends as well when what its reader has not read would fill the memory', async () => {
    const house = houseOf();
    const feed = new LiveFeed(house.sessions.default, everything);
    // Three megabytes each: the body as it came, and parsed.
    const prompt = 'word '.repeat(300_000);
    for (let n = 0; n < 12; n++) await say(house, `${n} ${prompt}`);
    const texts: string[] = [];
    for (let next = await feed.next(); !next.done; next = await feed.next()) texts.push(next.value);
    expect(texts.at(-1)).toContain('too slow');
    expect(texts.join('').length).toBeLessThan(33 * 1024 * 1024);
    expect(texts.length).toBeGreaterThan(8);
  });

  test('of a reader who keeps up goes on for ever', async () => {
    const house = houseOf();
    const feed = new LiveFeed(house.sessions.default, everything);
    await feed.next();
    const prompt = 'word '.repeat(300_000);
    for (let n = 0; n < 14; n++) {
      await say(house, `${n} ${prompt}`);
      expect((await feed.next()).value).toContain('event: request');
    }
  });
});
