import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verdictReport } from '../../../src/journal/verdicts/report.ts';
import { VERDICTS } from '../../../src/journal/verdicts/verdicts.ts';
import { clientOf, HELLO } from './client.ts';

const file = join(import.meta.dirname, '../../../docs/verdicts.md');

/** A client that counts to three and knows no waiting. */
async function example(): Promise<string> {
  const client = await clientOf();
  client.mock.clock.freeze(Date.UTC(2030, 0, 2, 12));
  await client.again(HELLO, ['error(type=429, retry-after=2s)', 'error(type=529)', 'error(type=529)'], 5);
  return verdictReport(client.mock.verdicts(), 'markdown').trimEnd();
}

test('the page has every verdict of the table, and a report as it is', async () => {
  const rows = VERDICTS.map(
    ({ name, severity, explain, mend }) => `| \`${name}\` | ${severity} | ${explain} | ${mend} |`,
  );
  const table = `| verdict | severity | when | mend |\n|---|---|---|---|\n${rows.join('\n')}`;
  const page = readFileSync(file, 'utf8');
  const report = await example();
  const made = page
    .replace(/(<!-- table -->\n)[\s\S]*?(?=\n\n## )/, (_all, head: string) => `${head}\n${table}`)
    .replace(/(<!-- report -->\n```md\n)[\s\S]*?(?=\n```)/, (_all, head: string) => head + report);
  if (process.env['UPDATE_DOCS']) writeFileSync(file, made);
  else expect(page).toBe(made);
});

test('names are unique', () => {
  expect(new Set(VERDICTS.map(({ name }) => name)).size).toBe(VERDICTS.length);
});
