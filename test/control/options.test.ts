import { describe, expect, test } from 'vitest';
import { OPTION_NAMES, optionRow } from '../../src/config.ts';
import { call, houseOf } from './house.ts';

describe('options', () => {
  test('are those that may change, and no others', async () => {
    const { options } = (await call(houseOf({ controlToken: 's3cret' }), 'get', '/_mock/options')).body;
    expect(Object.keys(options)).toEqual(OPTION_NAMES.filter((name) => !optionRow(name).fixed));
    expect(JSON.stringify(options)).not.toContain('s3cret');
  });

  test('are changed for one session alone', async () => {
    const house = houseOf();
    const { body } = await call(house, 'patch', '/t/one/_mock/options', { body: { ttft: 20, reply: 'echo' } });
    expect(body.options).toMatchObject({ ttft: 20, reply: 'echo', tps: 0 });
    expect((await call(house, 'get', '/_mock/options')).body.options).toMatchObject({ ttft: 0, reply: 'realistic' });
  });

  test('show no more than the end of a key', async () => {
    const { text } = await call(houseOf({ apiKey: ['sk-ant-api03-secret', 'short'] }), 'get', '/_mock/options');
    expect(text).toContain('"apiKey":["…cret","…"]');
  });

  test.each([
    [{ ttft: -1 }, 'option ttft: expected a whole number'],
    [{ ttft: 5, tps: 'fast' }, 'option tps: expected a number'],
    [{ port: 1 }, 'option port: it is fixed'],
    [{ controlToken: 'mine' }, 'option controlToken: it is fixed'],
    [{ colour: 'red' }, 'there is no such option'],
    [[], 'Expected an object of options.'],
    ['ttft', 'Expected an object of options.'],
  ])('refuse %j, and stay as they were', async (body, message) => {
    const house = houseOf();
    const { status, body: answer } = await call(house, 'patch', '/_mock/options', { body: JSON.stringify(body) });
    expect([status, answer.error.message]).toEqual([400, expect.stringContaining(message)]);
    expect((await call(house, 'get', '/_mock/options')).body.options.ttft).toBe(0);
  });

  test('take no __proto__ for an option', async () => {
    const { status } = await call(houseOf(), 'patch', '/_mock/options', { body: '{"__proto__": {"ttft": 5}}' });
    expect(status).toBe(400);
  });
});
