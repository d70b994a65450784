import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KEPT_HEADERS } from '../../src/cassettes/kept-headers.ts';
import { MODES } from '../../src/config.ts';
import { pair } from '../support/relay-pair.ts';
import { ask, mockOf, post } from '../support/wire.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'docs/cassettes.md');

const say = (content: string) => ask('anthropic', { messages: [{ role: 'user', content }] });

/** What the page shows, made anew. */
const SHOWN: Record<string, () => Promise<string>> = {
  async miss() {
    const options = { mode: 'replay', cassette: 'thinking', cassettes: join(root, 'cassettes') } as const;
    const body = {
      model: 'claude-opus-4-5',
      max_tokens: 2000,
      messages: [{ role: 'user', content: 'How many bridges cross the Tagus in Lisbon?' }],
      thinking: { type: 'enabled', budget_tokens: 1024 },
    };
    const { text } = await post(mockOf(options, { ci: true }), 'anthropic', body);
    return JSON.stringify(JSON.parse(text).mock, null, 2);
  },
  async secret() {
    const { cassettes, front } = await pair();
    const { url, notes } = await front({ mode: 'record', cassette: 'tool-loop' });
    const key = `sk-ant-api03-${'Xa9Kp2Lq7R'.repeat(9)}aAbBcAA`;
    const headers = { 'content-type': 'application/json', 'x-api-key': 'any', 'anthropic-version': '2023-06-01' };
    const body = JSON.stringify(say(`My key is ${key}. Is it a good one?`));
    await (await fetch(`${url}/v1/messages`, { method: 'POST', headers, body })).text();
    expect(notes).toHaveLength(1);
    return notes[0]!.replaceAll(cassettes, 'cassettes');
  },
};

/** `UPDATE_DOCS=1 npx vitest run test/docs/cassettes.test.ts` writes the page. */
test('the page shows what the mock says', async () => {
  const page = readFileSync(file, 'utf8');
  let made = page;
  for (const [name, show] of Object.entries(SHOWN)) {
    const shown = await show();
    const place = new RegExp(`(<!-- shown: ${name} -->\\n\`\`\`\\w+\\n)[\\s\\S]*?(\`\`\`)`);
    expect(made).toMatch(place);
    made = made.replace(place, (_all, head: string, tail: string) => `${head}${shown}\n${tail}`);
  }
  if (process.env['UPDATE_DOCS']) writeFileSync(file, made);
  else expect(page).toBe(made);
});

test('the page names every mode and every header that is kept', () => {
  const page = readFileSync(file, 'utf8');
  const named = [...MODES, ...KEPT_HEADERS.request, ...KEPT_HEADERS.response];
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
