import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SOURCES } from '../../src/stubs/check/check-respond.ts';
import { checkStubs } from '../../src/stubs/check/check-stubs.ts';
import { SHAPES } from '../../src/stubs/check/shapes.ts';
import { CONDITIONS } from '../../src/stubs/conditions/conditions.ts';
import { problemText } from '../../src/stubs/files/located-problem.ts';
import { parseStubText } from '../../src/stubs/files/parse-stub-text.ts';
import { FILTERS } from '../../src/stubs/replies/template-filters.ts';
import { VALUES } from '../../src/stubs/replies/template-scope.ts';
import { stubSet } from '../../src/stubs/stub-set.ts';

const guide = readFileSync('docs/stubs.md', 'utf8');
const examples = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text!);

/** The cells of the table with this heading, without the backticks around the first. */
function table(heading: string): string[][] {
  const start = guide.indexOf(`| ${heading} |`);
  const rows = guide.slice(start, guide.indexOf('\n\n', start)).split('\n').slice(2);
  return rows.map((row) =>
    row
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.replace(/^`(.*)`$/s, '$1')),
  );
}

describe('the guide to stubs', () => {
  test.each(examples)('has an example that is right: %s', (text) => {
    const { placed, problems } = parseStubText(text, 'docs/stubs.md');
    expect(problems.map(problemText)).toEqual([]);
    expect(placed.length).toBeGreaterThan(0);
    const sources = placed.map(({ definition }) => ({ definition, origin: 'docs/stubs.md' }));
    expect(stubSet(sources).size).toBe(placed.length);
  });

  test('has enough of them to show every way to answer', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
    const shown = new Set(
      examples
        .flatMap((text) => (parse(text) as { stubs: { respond: object }[] }).stubs)
        .flatMap(({ respond }) => Object.keys(respond)),
    );
    expect([...shown]).toEqual(expect.arrayContaining([...SOURCES]));
  });

  test('shows every condition, each with an example that is right', () => {
    const rows = table('condition');
    expect(rows.map(([key]) => key).sort()).toEqual(Object.keys(CONDITIONS).sort());
    for (const [key, , example] of rows) {
      const when = parse(example!) as Record<string, unknown>;
      expect(Object.keys(when)).toEqual([key]);
      const { stubs, problems } = checkStubs({ when, respond: { text: 'Hi' } });
      expect(problems).toEqual([]);
      expect(stubSet([{ definition: stubs[0]!, origin: 'docs/stubs.md' }]).size).toBe(1);
    }
  });

  test('tells every key of a stub', () => {
    const keys = table('key').flatMap(([cell]) => cell!.split(', ').map((key) => key.replaceAll('`', '')));
    expect(keys.sort()).toEqual(Object.keys(SHAPES.stub).sort());
  });

  test('tells every key of a reply', () => {
    const part = guide.slice(guide.indexOf('## Replies'), guide.indexOf('## Scenarios'));
    const words = new Set(part.match(/\w+/g));
    expect(Object.keys(SHAPES.respond).filter((key) => !words.has(key))).toEqual([]);
  });

  test('tells every value and filter of templates', () => {
    expect(table('value').map(([name]) => name)).toEqual(VALUES.map(({ name }) => name));
    expect(table('filter').map(([name]) => name)).toEqual(FILTERS.map(({ name }) => name));
  });

  test('is short', () => {
    expect(guide.split('\n').length).toBeLessThan(250);
  });
});
