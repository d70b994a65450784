import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { call, houseOf, say } from './house.ts';

const GREETING = { name: 'greeting', when: { text: { contains: 'hello' } }, respond: { text: 'Hi there' } };
const FAREWELL = { id: 'farewell', when: { text: 'bye' }, respond: { text: 'See you' } };

describe('POST /_mock/stubs', () => {
  test.each([
    ['one stub', GREETING, 1],
    ['a list', [GREETING, FAREWELL], 2],
    ['a file', { stubs: [GREETING, FAREWELL] }, 2],
    ['nothing at all', [], 0],
  ])('takes %s, and says which ids they got', async (_what, body, count) => {
    const house = houseOf();
    const { status, body: answer } = await call(house, 'post', '/_mock/stubs', { body });
    expect(status).toBe(201);
    expect(answer.stubs).toHaveLength(count);
    for (const { id } of answer.stubs) expect((await call(house, 'get', `/_mock/stubs/${id}`)).body.id).toBe(id);
  });

  test('what it took answers from the next request on', async () => {
    const house = houseOf();
    await call(house, 'post', '/_mock/stubs', { body: GREETING });
    expect((await say(house, 'hello, you')).body.content).toEqual([{ type: 'text', text: 'Hi there' }]);
  });

  test('names everything that is wrong, where it is, and takes none of them', async () => {
    const house = houseOf();
    const broken = [
      GREETING,
      { when: { txt: 'a' }, respond: { text: 'b' } },
      { when: { text: { matches: '(' } }, respond: 1 },
    ];
    const { status, body } = await call(house, 'post', '/_mock/stubs', { body: { stubs: broken } });
    expect(status).toBe(400);
    const paths = body.error.problems.map(({ path }: { path: unknown[] }) => path.slice(0, 2).join('.'));
    expect(new Set(paths)).toEqual(new Set(['stubs.1', 'stubs.2']));
    expect(body.error.problems[0].path).toEqual(['stubs', 1, 'when', 'txt']);
    expect(body.error.message).toMatch(/^stubs\[1\]\.when\.txt: .*\(and \d+ more\)$/);
    expect((await call(house, 'get', '/_mock/stubs')).body).toEqual({ stubs: [], total: 0 });
  });

  test('tells a second stub of the same id', async () => {
    const house = houseOf();
    await call(house, 'post', '/_mock/stubs', { body: FAREWELL });
    const { status, body } = await call(house, 'post', '/_mock/stubs', { body: FAREWELL });
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('farewell')]);
  });

  test('warns of what cannot be meant, and takes it', async () => {
    const body = { when: { probability: 0 }, respond: { text: 'never' } };
    const { status, body: answer } = await call(houseOf(), 'post', '/_mock/stubs', { body });
    expect(status).toBe(201);
    expect(answer.warnings).toMatchObject([{ path: ['when', 'probability'], severity: 'warning' }]);
  });

  test.each(['null', '7', '"hello"', 'true', '{"__proto__": 1}', '[[]]', '[null]'])('refuses %s', async (body) => {
    const { status, body: answer } = await call(houseOf(), 'post', '/_mock/stubs', { body });
    expect([status, typeof answer.error.message, answer.error.problems.length > 0]).toEqual([400, 'string', true]);
  });
});

describe('stubs', () => {
  test('are listed with how often they answered, and those that did not are listed apart', async () => {
    const house = houseOf();
    await call(house, 'post', '/_mock/stubs', { body: [GREETING, FAREWELL] });
    await say(house, 'hello');
    const { stubs, total } = (await call(house, 'get', '/_mock/stubs')).body;
    const counts = Object.fromEntries(stubs.map(({ name, matched }: Record<string, unknown>) => [name, matched]));
    expect([total, counts]).toEqual([2, { greeting: 1, farewell: 0 }]);
    const unused = (await call(house, 'get', '/_mock/stubs/unused')).body;
    expect([unused.total, unused.stubs[0].id]).toEqual([1, 'farewell']);
    expect((await call(house, 'post', '/_mock/stubs/reset')).body).toEqual({ stubs: 2 });
    expect((await call(house, 'get', '/_mock/stubs/unused')).body.total).toBe(2);
  });

  test('are removed one by one or all together', async () => {
    const house = houseOf();
    await call(house, 'post', '/_mock/stubs', { body: [GREETING, FAREWELL] });
    expect((await call(house, 'delete', '/_mock/stubs/farewell')).body).toEqual({ removed: 1 });
    expect((await call(house, 'delete', '/_mock/stubs/farewell')).status).toBe(404);
    expect((await call(house, 'delete', '/_mock/stubs')).body).toEqual({ removed: 1 });
    expect((await call(house, 'get', '/_mock/stubs')).body.total).toBe(0);
  });

  test('of files are shown, but not removed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-'));
    writeFileSync(join(folder, 'stubs.json'), JSON.stringify({ stubs: [FAREWELL] }));
    const house = houseOf({ stubs: [folder], watch: false });
    expect((await call(house, 'get', '/_mock/ready')).status).toBe(503);
    await say(house, 'hello');
    expect((await call(house, 'get', '/_mock/ready')).status).toBe(200);
    expect((await call(house, 'get', '/_mock/stubs/farewell')).body.origin).toMatch(/stubs\.json$/);
    const { status, body } = await call(house, 'delete', '/_mock/stubs/farewell');
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringMatching(/^Stub farewell stands in .*stubs\.json\.$/),
    ]);
    expect((await call(house, 'delete', '/_mock/stubs')).body).toEqual({ removed: 0 });
  });

  test('with odd ids are found by their escaped name', async () => {
    const house = houseOf();
    await call(house, 'post', '/_mock/stubs', { body: { ...FAREWELL, id: 'a/b ?é' } });
    expect((await call(house, 'get', `/_mock/stubs/${encodeURIComponent('a/b ?é')}`)).body.id).toBe('a/b ?é');
  });
});
