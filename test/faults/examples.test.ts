import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../src/faults/faults.ts';
import { printFaults } from '../../src/faults/print-faults.ts';
import { leapingClock } from '../support/clocks.ts';
import { ask, type Body, DOOR_NAMES, DOORS, type DoorName, mockOf } from '../support/wire.ts';
import { faults } from './forms.ts';

const ALL = FAULTS.map((fault) => [fault.example, fault] as const);

/** What a request has to have, for the faults that need more than a question. */
const NEEDS: Readonly<Record<string, Body>> = {
  'tool-arguments': { tools: [{ name: 'look', input_schema: { type: 'object' } }], tool_choice: { type: 'any' } },
  'tool-name': { tools: [{ name: 'look', input_schema: { type: 'object' } }], tool_choice: { type: 'any' } },
  injection: {
    tools: [{ type: 'web_search_20250305', name: 'web_search' }],
    messages: [{ role: 'user', content: 'Search the web for news about rivers.' }],
  },
};

/** Asks a mock, over its own fetch, for a fault. Gives back what came, how long it was made to wait, and the journal's entry. */
async function asked(door: DoorName, fault: string, changes: Body) {
  const clock = leapingClock();
  const mock = mockOf({}, { clock });
  const over = new Promise((resolve) => mock.onExchange(resolve));
  const began = clock.elapsed();
  const { path, headers } = DOORS[door];
  const init = {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'x-mock-fault': fault },
    body: JSON.stringify(ask(door, changes)),
  };
  const came = await mock.fetch(path, init).then(
    async (response) => ({ headers: response.headers, body: await response.text().catch(String) }),
    (error: Error) => ({ headers: undefined, body: String(error) }),
  );
  await over;
  return { ...came, waited: clock.elapsed() - began, entry: mock.journal.list()[0] };
}

describe.each(ALL)('%s', (example, { name }) => {
  test('shows the fault, within a second where it ends at all', async () => {
    const streams = await Promise.all(
      [false, true].map((stream) => asked('anthropic', example, { ...NEEDS[name], stream })),
    );
    const clean = await Promise.all([false, true].map((stream) => asked('anthropic', '', { ...NEEDS[name], stream })));
    const told = streams.map(({ headers, body }, index) =>
      headers ? headers.get('x-mock-fault') === name : body !== clean[index]!.body,
    );
    expect(told).toContain(true);
    for (const { waited } of streams) if (name !== 'hang') expect(waited).toBeLessThanOrEqual(1000);
  });

  test.each(DOOR_NAMES)('is told by the journal, whatever was sent: %s', async (door) => {
    for (const stream of [false, true]) {
      const { entry } = await asked(door, example, { ...NEEDS[name], stream });
      // As the control API sends it.
      expect(JSON.parse(JSON.stringify(entry))).toMatchObject({ faults: [printFaults(faults(example))], stream });
    }
  });
});
