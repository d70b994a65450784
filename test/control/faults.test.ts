import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../src/faults/faults.ts';
import { call, type House, houseOf, say } from './house.ts';

const RULES = '/_mock/faults/rules';
const CUT = 'truncate(after=10 bytes)';

/** The header that names faults, for so many requests; `-` where there were none. */
async function faultsOf(house: House, count: number, changes: Record<string, unknown> = {}): Promise<string> {
  const names: string[] = [];
  for (let n = 0; n < count; n++) {
    const response = await say(house, 'hello', changes).catch((error: Error) => error);
    // A body that is cut is no JSON any more.
    names.push('headers' in response ? (response.headers['x-mock-fault'] ?? '-') : 'broken');
  }
  return names.join(' ');
}

describe('GET /_mock/faults', () => {
  test('tells every fault with its name, words, options and an example, and nothing else', async () => {
    const { status, body } = await call(houseOf(), 'get', '/_mock/faults');
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['faults']);
    expect(body.faults.map(({ name }: { name: string }) => name)).toEqual(FAULTS.map(({ name }) => name));
    for (const fault of body.faults) {
      expect(Object.keys(fault)).toEqual(['name', 'explain', 'options', 'example']);
    }
  });
});

describe('POST /_mock/faults/rules', () => {
  const RULE = { faults: 'no-stop', every: 2 };

  test.each([
    ['one rule', RULE, 1],
    ['a text', 'no-stop', 1],
    ['a list', [RULE, 'no-stop'], 2],
    ['rules under their key', { rules: [RULE, RULE] }, 2],
    ['nothing at all', [], 0],
  ])('takes %s, and says which ids they got', async (_what, body, count) => {
    const house = houseOf();
    const { status, body: answer } = await call(house, 'post', RULES, { body: JSON.stringify(body) });
    expect(status).toBe(201);
    expect(answer.rules).toHaveLength(count);
    const { rules, total } = (await call(house, 'get', RULES)).body;
    expect([rules.map(({ id }: { id: string }) => ({ id })), total]).toEqual([answer.rules, count]);
  });

  test('what it took acts from the next request on, and counts', async () => {
    const house = houseOf();
    await say(house, 'hello');
    await call(house, 'post', RULES, { body: { faults: 'error(type=overloaded)', every: 3 } });
    expect(await faultsOf(house, 7)).toBe('- - error - - error -');
    const { rules } = (await call(house, 'get', RULES)).body;
    expect(rules).toEqual([
      {
        id: 'rule-1',
        origin: 'api',
        definition: { faults: 'error(type=overloaded)', every: 3 },
        fitted: 7,
        acted: 2,
      },
    ]);
  });

  test('names everything that is wrong, where it is, and takes none of it', async () => {
    const house = houseOf();
    const broken = { rules: ['no-stop', { faults: 'stal' }, { faults: 'reset', nxt: 1, when: { txt: 'a' } }] };
    const { status, body } = await call(house, 'post', RULES, { body: broken });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^rules\[2\]\.nxt: there is no such key.*\(and 2 more\)$/);
    expect(body.error.hint).toContain('docs/faults.md');
    expect(body.error.problems.map(({ path }: { path: unknown[] }) => path)).toEqual([
      ['rules', 2, 'nxt'],
      ['rules', 2, 'when', 'txt'],
      ['rules', 1, 'faults'],
    ]);
    expect((await call(house, 'get', RULES)).body).toEqual({ rules: [], total: 0 });
  });

  test.each(['null', '7', 'true', '{}', '[[]]', '[null]', '{"rules":7}', `${'['.repeat(5000)}${']'.repeat(5000)}`])(
    'refuses %.30s',
    async (body) => {
      expect((await call(houseOf(), 'post', RULES, { body })).status).toBe(400);
    },
  );
});

describe('DELETE /_mock/faults/rules', () => {
  test('takes all away, or one', async () => {
    const house = houseOf();
    await call(house, 'post', RULES, { body: [{ id: 'a', faults: CUT }, CUT, CUT] });
    expect((await call(house, 'delete', `${RULES}/a`)).body).toEqual({ removed: 1 });
    const again = await call(house, 'delete', `${RULES}/a`);
    expect([again.status, again.body.error.message]).toEqual([404, 'There is no fault rule "a" in session default.']);
    expect((await call(house, 'delete', RULES)).body).toEqual({ removed: 2 });
    expect(await faultsOf(house, 2)).toBe('- -');
  });
});

describe('the option faults', () => {
  test('changes per session while the mock runs', async () => {
    const house = houseOf({ faults: ['error(type=429)'] });
    expect(await faultsOf(house, 1)).toBe('error');
    await call(house, 'patch', '/_mock/options', { body: { faults: [] } });
    expect(await faultsOf(house, 1)).toBe('-');
    expect(await faultsOf(house, 1, { prefix: '/t/other' })).toBe('error');
  });

  test('is refused with the words of the header, and stays as it was', async () => {
    const house = houseOf({ faults: ['error'] });
    const { status, body } = await call(house, 'patch', '/_mock/options', { body: { faults: ['stal'] } });
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringMatching(/^option faults: at character 1: no fault is called "stal"\. Did you mean "stall"\?/),
    ]);
    expect(house.options.faults).toEqual(['error']);
  });
});

describe('GET /_mock/faults/schedule', () => {
  test('is nothing but rules, by the number of the request', async () => {
    const house = houseOf();
    await call(house, 'post', RULES, { body: { faults: 'error(type=500)', every: 2, next: 4 } });
    await faultsOf(house, 5);
    const { body } = await call(house, 'get', '/_mock/faults/schedule');
    const faults = [expect.stringMatching(/^error\(type=500, /)];
    expect(body).toEqual({
      rules: [
        { faults, when: { nth: 2 } },
        { faults, when: { nth: 4 } },
      ],
    });
  });

  test('begins anew with the session', async () => {
    const house = houseOf();
    const scheduled = async () => {
      await call(house, 'post', RULES, { body: { faults: 'error', when: { nth: 2 } } });
      expect(await faultsOf(house, 2)).toBe('- error');
      return (await call(house, 'get', '/_mock/faults/schedule')).body;
    };
    const first = await scheduled();
    expect(first.rules).toHaveLength(1);
    await call(house, 'post', '/_mock/reset');
    expect((await call(house, 'get', '/_mock/faults/schedule')).body).toEqual({ rules: [] });
    expect(await scheduled()).toEqual(first);
  });
});
