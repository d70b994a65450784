import { describe, expect, test } from 'vitest';
import { call, houseOf, say } from './house.ts';

/** A house whose client sent the result of a call that nobody made. */
async function wronged(): Promise<ReturnType<typeof houseOf>> {
  const house = houseOf();
  const content = [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'x' }];
  await say(house, '', { messages: [{ role: 'user', content }] });
  return house;
}

describe('GET /_mock/verdict', () => {
  test('tells what the client did wrong, with the evidence and the mend', async () => {
    const { status, body } = await call(await wronged(), 'get', '/_mock/verdict');
    expect([status, body.resilient, body.dropped]).toEqual([200, false, 0]);
    expect(body.verdicts).toEqual([
      {
        name: 'orphan-tool-result',
        severity: 'fault',
        message: expect.any(String),
        mend: expect.any(String),
        evidence: [{ id: '1', at: '1970-01-01T00:00:00.000Z', note: '1 of them, of "toolu_1"' }],
      },
    ]);
  });

  test('has nothing to say of a client that did nothing wrong', async () => {
    const house = houseOf();
    await say(house, 'hello');
    expect((await call(house, 'get', '/_mock/verdict')).body).toEqual({ resilient: true, verdicts: [], dropped: 0 });
  });

  test('speaks of one session', async () => {
    const house = await wronged();
    expect((await call(house, 'get', '/t/other/_mock/verdict')).body.resilient).toBe(true);
  });

  test('writes a report for people', async () => {
    const { status, headers, text } = await call(await wronged(), 'get', '/_mock/verdict?format=markdown');
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/markdown')]);
    expect(text).toMatch(/^# Verdicts on the client\n\n1 fault, 0 to know\.\n\n## orphan-tool-result \(fault\)/);
  });

  test.each(['format=html', 'format=json&format=markdown'])('%s is wrong', async (query) => {
    const { status, body } = await call(houseOf(), 'get', `/_mock/verdict?${query}`);
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('format: expected json or markdown')]);
  });
});
