import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Operation } from '../../src/control/operation.ts';
import { THEMES } from '../../src/control/operations.ts';
import { FILTERS } from '../../src/journal/filter.ts';
import { houseOf } from './house.ts';

const file = join(import.meta.dirname, '../../docs/control-api.md');

/** The operations, a table per theme. */
function tables(): string {
  const parts = THEMES.map(({ name, summary, operations }) => {
    const rows = operations.map((operation) => `| ${cells(operation).map(escaped).join(' | ')} |`);
    return `### ${name}\n\n${summary}\n\n| call | what it does | takes | answers |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return parts.join('\n');
}

/** The filters of the journal. */
function filters(): string {
  const rows = Object.entries(FILTERS).map(
    ([name, { describe, expected }]) => `| \`${name}\` | ${describe} | ${expected} |`,
  );
  return `| filter | meaning | takes |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function cells({ method, path, summary, query = {}, body, responses }: Operation): string[] {
  const names = Object.keys(query);
  const own = names.filter((name) => !Object.hasOwn(FILTERS, name)).map((name) => `\`${name}\``);
  const filters =
    names.length === own.length ? [] : [names.includes('limit') ? 'filters' : 'filters but those of order'];
  const example = (body?.schema['examples'] as unknown[] | undefined)?.[0];
  const takes = [
    ...(body ? [`\`${JSON.stringify(example)}\`${body.optional ? ', or nothing' : ''}`] : []),
    ...own,
    ...filters,
  ];
  const answers = Object.entries(responses).map(([status, meaning]) => `${status}: ${meaning}`);
  return [`\`${method} ${path}\``, summary, takes.join(', '), answers.join('<br>')];
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|');
}

/** A curl command as the page writes it. */
function parsed(command: string): { url: URL; init: RequestInit } {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  const headers = new Headers();
  let method = 'GET';
  let body: string | undefined;
  let url = '';
  for (let index = 1; index < words.length; index++) {
    const word = words[index]!;
    if (word === '-s') continue;
    if (word === '-X') method = words[++index]!;
    else if (word === '-H') headers.set(...(words[++index]!.split(': ') as [string, string]));
    else if (word === '--json') {
      body = words[++index]!;
      method = 'POST';
      headers.set('content-type', 'application/json');
    } else url = word;
  }
  return { url: new URL(url), init: { method, headers, ...(body === undefined ? {} : { body }) } };
}

/** The page with its tables and replies made anew. */
async function renewed(page: string): Promise<string> {
  const house = houseOf();
  let text = page.replace(
    /(<!-- operations -->\n)[\s\S]*?(?=\n`HEAD` is)/,
    (_all, head: string) => `${head}\n${tables()}`,
  );
  text = text.replace(/(<!-- filters -->\n)[\s\S]*?(?=\n## Errors)/, (_all, head: string) => `${head}\n${filters()}`);
  for (const [block, commands] of text.matchAll(/<!-- reply -->\n```sh\n([\s\S]*?)```/g)) {
    const shown: string[] = [];
    for (const command of commands!.split('\n').filter((line) => line.startsWith('$ '))) {
      const { url, init } = parsed(command.slice(2));
      const response = await house.fetch(url, init);
      shown.push(command, (await response.text()).trimEnd());
    }
    text = text.replace(block, () => `<!-- reply -->\n\`\`\`sh\n${shown.join('\n')}\n\`\`\``);
  }
  expect(house.bugs).toEqual([]);
  return text;
}

test('the page shows every operation of the table, and the replies that the mock gives', async () => {
  const page = readFileSync(file, 'utf8');
  const made = await renewed(page);
  if (process.env['UPDATE_DOCS']) writeFileSync(file, made);
  else expect(page).toBe(made);
});
