import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkStubs } from '../src/stubs/check/check-stubs.ts';
import { loadStubs } from '../src/stubs/files/stub-folder.ts';
import { ask, type DoorName, mockOf, post } from './support/wire.ts';

const file = join(import.meta.dirname, '../README.md');

const WEATHER = {
  name: 'get_weather',
  description: 'Current weather',
  input_schema: {
    type: 'object',
    properties: { city: { type: 'string' }, unit: { enum: ['celsius', 'fahrenheit'] } },
    required: ['city', 'unit'],
  },
};

const hello = [{ role: 'user', content: 'Hello!' }];
const unanswered = [
  { role: 'user', content: 'Go on' },
  { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'search', input: {} }] },
  { role: 'user', content: 'Well?' },
];

/** What stands behind each reply that the README shows. */
const REPLIES: Record<string, { door: DoorName; body: Record<string, unknown>; show(text: string): string }> = {
  hello: {
    door: 'openrouter',
    body: { model: 'anthropic/claude-sonnet-4.5', max_tokens: 200, messages: hello },
    show: (text) => text,
  },
  stream: {
    door: 'anthropic',
    body: ask('anthropic', { max_tokens: 6, stream: true, messages: hello }),
    show: (text) => text.trim(),
  },
  tool: {
    door: 'anthropic',
    body: ask('anthropic', {
      tools: [WEATHER],
      messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
    }),
    show: (text) => JSON.stringify(JSON.parse(text).content, null, 2),
  },
  refusal: { door: 'anthropic', body: ask('anthropic', { messages: unanswered }), show: (text) => text },
};

/** The README with every reply made anew. `UPDATE_DOCS=1 npx vitest run test/readme.test.ts` writes it. */
async function renewed(readme: string): Promise<string> {
  let text = readme;
  for (const [name, { door, body, show }] of Object.entries(REPLIES)) {
    const shown = show((await post(mockOf(), door, body)).text);
    text = text.replace(
      new RegExp(`(<!-- reply: ${name} -->\\n\`\`\`\\w+\\n)[\\s\\S]*?(\`\`\`)`),
      (_all, head: string, tail: string) => `${head}${shown}\n${tail}`,
    );
  }
  return text;
}

test('the replies that the README shows are the ones that the mock gives', async () => {
  const readme = readFileSync(file, 'utf8');
  const made = await renewed(readme);
  for (const name of Object.keys(REPLIES)) expect(made).toContain(`<!-- reply: ${name} -->`);
  if (process.env['UPDATE_DOCS']) writeFileSync(file, made);
  else expect(readme).toBe(made);
});

test('every stub that the README and examples/ show can be used as it stands', async () => {
  const shown = [...readFileSync(file, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, yaml]) => parse(yaml!) as unknown,
  );
  const stubs = shown.map(checkStubs);
  expect(stubs.map(({ problems }) => problems)).toEqual(shown.map(() => []));
  expect(shown.length).toBeGreaterThan(0);
  const { problems, files } = await loadStubs([join(import.meta.dirname, '../examples')]);
  expect(problems).toEqual([]);
  expect(files).toHaveLength(2);
});
