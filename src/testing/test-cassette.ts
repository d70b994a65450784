/** The cassette of a test, named after it. */
import { basename } from 'node:path';

/** A test that begins. */
export interface TestBegin {
  /** With the names of the suites around it. */
  name: string | undefined;
  /** Path or URL of its file, where the framework tells. */
  file: string | undefined;
}

/**
 * `agent/search finds rivers` for the test "finds rivers" of the suite "search" in `test/agent.test.ts`: stable from run to run, and its own
 * unless two files of one name hold tests of one name.
 */
export function cassetteOf({ name = 'unnamed', file = '' }: TestBegin): string {
  const test = name.replace(/[/\\]+/g, '-');
  const stem = basename(file).replace(/(\.(test|spec))?\.\w+$/, '');
  return stem === '' ? test : `${stem}/${test}`;
}
