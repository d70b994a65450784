import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../src/stubs/files/check-files.ts';
import { problemText } from '../../src/stubs/files/located-problem.ts';

const folder = 'test/stubs/broken';
const files = readdirSync(folder).filter((name) => name !== 'expected.txt');
const expected = readFileSync(join(folder, 'expected.txt'), 'utf8').trimEnd().split('\n');

/** What tells its reader what to do. */
const MEND =
  /Did you mean "|(?:^|\. |; )(?:Put|Write|Use|Say|Check|Give|Keep|Take|Add|Mend|Change|Name|Save|Fill|Make|Split|Replace|Align|It belongs|For any other|Let keys|swap)|expected (?:at (?:least|most)|one of|an integer)/;

async function problemsOf(file: string): Promise<string[]> {
  const { problems } = await checkFiles([join(folder, file)]);
  return problems.map(problemText);
}

describe('a broken stub file', () => {
  test.each(files)('%s is told with file, line, column and mend', async (file) => {
    const problems = await problemsOf(file);
    expect(problems).toEqual(expected.filter((line) => line.startsWith(`${folder}/${file}:`)));
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) {
      const [, message] = /^[\w./-]+:[1-9]\d*:[1-9]\d* (?:error|warning) (.+)$/.exec(problem) ?? [];
      expect(message).toMatch(MEND);
    }
  });

  test('is there for every expectation, and there are enough of them', () => {
    expect(expected.filter((line) => !files.includes(basename(line.split(':', 1)[0]!)))).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(30);
  });
});
